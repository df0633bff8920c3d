import type { IRun } from 'n8n-workflow';
import type { Outcome } from '../../../core/polling/outcome';

const hourMs = 3_600_000;

/** The runs that one trigger has started in this process, and how those came out that have ended. */
export class RunsUnderWay {
	private readonly running = new Set<string>();

	private outcomes = new Map<string, Outcome>();

	constructor(readonly startedAtMs: number) {}

	get keys(): ReadonlySet<string> {
		return this.running;
	}

	/** What has come out so far; forgets what the stored memory has taken in. */
	takeStock(isOpen: (outcome: Outcome) => boolean, nowMs: number): Outcome[] {
		this.outcomes = new Map(
			[...this.outcomes].filter(
				([, outcome]) => isOpen(outcome) && nowMs - outcome.endedAtMs < hourMs,
			),
		);
		return [...this.outcomes.values()];
	}

	begin(key: string): void {
		this.outcomes.delete(key);
		this.running.add(key);
	}

	end(outcome: Outcome): void {
		this.running.delete(outcome.key);
		this.outcomes.set(outcome.key, outcome);
	}
}

/** How a run came out. One that waits (for a day, an approval, a form) has taken the order and goes on by itself. */
export function readOutcome(run: IRun | undefined): Pick<Outcome, 'result' | 'reason'> {
	if (run === undefined) return { result: 'notStarted', reason: null };
	if (
		run.status === 'success' ||
		run.status === 'waiting' ||
		(run.status === undefined && run.finished === true)
	)
		return { result: 'success', reason: null };
	return {
		result: 'failure',
		reason: run.data?.resultData?.error?.message ?? `The run ended as "${run.status}".`,
	};
}
