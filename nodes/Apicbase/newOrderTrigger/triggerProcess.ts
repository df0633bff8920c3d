import type { IPollFunctions } from 'n8n-workflow';
import type { RunEnd, RunsInProcess } from '../../../core/polling/runEnds';

type Stored = Record<string, unknown>;

/**
 * What this process knows of one trigger beside what n8n stores. n8n stores a poll's state late, with an older copy, or
 * not at all, by engine and outcome; the process keeps the latest until n8n's copy has caught up. A restart loses it.
 */
export class TriggerProcess {
	/** The poll at work. */
	polling: Promise<null> | undefined;

	hasReportedSibling = false;

	/** Whether others may store what this trigger remembers. */
	sharesState = true;

	/** The registration that all of this is about. */
	private name = '';

	latest: Stored | undefined;

	/** The turn of each run under way and when it was asked for, by the key of what it was started with. */
	private running = new Map<string, { turn: number; askedAtMs: number }>();

	/** When polls asked for runs that n8n did not start, since it last started one. */
	private refusedAtMs: number[] = [];

	/** Ends of runs, and with which revision of the state they were taken in. */
	private ended: Array<{ end: RunEnd; takenInWith: number | null }> = [];

	/** What the next item has to say about faults that were held back. */
	heldBack: string | undefined;

	/** The state of this account to go on from: n8n's copy, or the latest one where n8n's is older. */
	loadState(stored: Stored, account: string, isUpdate: boolean): Stored {
		const { latest } = this;
		if (latest === undefined) return stored;
		const isNothing = Object.keys(stored).length === 0;
		// Nothing stored at publishing is a new beginning; the scheduler's later polls find nothing until a run was started.
		if (isNothing) return isUpdate ? latest : stored;
		// Without durable cursors the scheduler finds the account of before until a run was started.
		if (stored.account !== account && latest.account === account) return latest;
		if (typeof stored.name === 'string' && stored.name !== latest.name) return stored;
		if (typeof stored.name !== 'string' && stored.startedAtMs !== latest.startedAtMs) return stored;
		if (stored.account !== latest.account) return stored;
		return revisionOf(stored) < revisionOf(latest) ? latest : stored;
	}

	/** The runs of the registration with this name; one that began anew knows nothing of the runs before. */
	runsOf(name: string, storedRevision: number): RunsInProcess {
		if (this.name !== name) {
			this.name = name;
			this.latest = undefined;
			this.running = new Map();
			this.refusedAtMs = [];
			this.ended = [];
		}
		this.ended = this.ended.filter(
			({ takenInWith }) => takenInWith === null || storedRevision < takenInWith,
		);
		return {
			underWay: new Set(this.running.keys()),
			ends: this.ended.map(({ end }) => end),
			notStartedSinceMs: this.notStartedSinceMs(),
		};
	}

	/** Since when n8n has started none of the runs it was asked for, more than once. One under way may have been started. */
	private notStartedSinceMs(): number | null {
		const latestMs = this.refusedAtMs.at(-1) ?? 0;
		const startedAtMs = [...this.running.values()]
			.map(({ askedAtMs }) => askedAtMs)
			.filter((askedAtMs) => askedAtMs <= latestMs);
		const [sinceMs, ...later] = this.refusedAtMs.filter((ms) => ms > Math.max(0, ...startedAtMs));
		return sinceMs === undefined || later.length === 0 ? null : sinceMs;
	}

	/** Keeps the state that n8n was given. */
	keep(state: Stored, ends: readonly RunEnd[]): void {
		this.latest = state;
		const taken = new Set(ends);
		for (const entry of this.ended)
			if (entry.takenInWith === null && taken.has(entry.end)) entry.takenInWith = revisionOf(state);
	}

	begin(key: string, turn: number, askedAtMs: number): void {
		// A clock that was put back must not keep a standstill from being told until it has caught up.
		this.refusedAtMs = this.refusedAtMs.map((ms) => Math.min(ms, askedAtMs));
		this.running.set(key, { turn, askedAtMs });
	}

	/** Notes how a run ended; one that began before this registration is nobody's. */
	end(name: string, end: RunEnd): void {
		if (name !== this.name) return;
		this.ended.push({ end, takenInWith: null });
		const run = this.running.get(end.key);
		if (run?.turn !== end.turn) return;
		this.running.delete(end.key);
		const { askedAtMs } = run;
		if (end.result !== 'not_started')
			this.refusedAtMs = this.refusedAtMs.filter((ms) => ms > askedAtMs);
		else if (!this.refusedAtMs.includes(askedAtMs) && this.refusedAtMs.length < mostRefusals)
			this.refusedAtMs.push(askedAtMs);
	}
}

const mostRefusals = 1000;

const revisionOf = ({ revision }: Stored): number => (typeof revision === 'number' ? revision : 0);

const triggers = new Map<string, Map<string, TriggerProcess>>();

/** What this process knows of the trigger that polls, and of all that poll in the same workflow, by node id. */
export function triggerProcessOf(context: IPollFunctions): {
	trigger: TriggerProcess;
	inWorkflow: ReadonlyMap<string, TriggerProcess>;
} {
	const workflowId = String(context.getWorkflow().id);
	const inWorkflow = triggers.get(workflowId) ?? new Map<string, TriggerProcess>();
	triggers.set(workflowId, inWorkflow);
	const nodeId = context.getNode().id;
	const trigger = inWorkflow.get(nodeId) ?? new TriggerProcess();
	inWorkflow.set(nodeId, trigger);
	return { trigger, inWorkflow };
}
