import {
	type ICheckProcessedOptions,
	type IExecuteFunctions,
	NodeOperationError,
	sleep,
} from 'n8n-workflow';
import type { LedgerScript, LedgerStep } from '../../../../core/ledger/ledgerKeys';

const attempts = 4;
const waitMs = 150;
/** What one order leaves behind: seen, content, its number, and mostly no more. */
const keysPerOrder = 6;
const mostLocalClaims = 10_000;

/** A claim that a run of this process holds. */
export interface LocalClaim {
	atMs: number;
	/** The same moment by a clock that nobody moves: `performance.now()`. */
	sinceMs: number;
	fingerprint: string;
	/** The execution that holds it. */
	owner: string;
}

/** The claims of this process by ledger and external ID; a restart empties it, and the store decides. */
export const localClaims = new Map<string, LocalClaim>();

const turns = new Map<string, Promise<unknown>>();

/**
 * A workflow's ledger: n8n's store of processed items, and the claims that this process holds. It belongs to the
 * workflow, so that Claim, Complete and Release share it wherever they are in it.
 */
export class Ledger {
	private readonly id: string;

	constructor(private readonly context: IExecuteFunctions) {
		this.id = String(context.getWorkflow().id);
	}

	/** This process's claim on an order; `undefined` when it has none. */
	localClaim(externalId: string): LocalClaim | undefined {
		return localClaims.get(this.keyOf(externalId));
	}

	rememberClaim(externalId: string, claim: LocalClaim): void {
		this.forgetClaim(externalId);
		localClaims.set(this.keyOf(externalId), claim);
		const [oldest] = localClaims.keys();
		if (localClaims.size > mostLocalClaims && oldest !== undefined) localClaims.delete(oldest);
	}

	forgetClaim(externalId: string): void {
		localClaims.delete(this.keyOf(externalId));
	}

	private keyOf(externalId: string): string {
		return `${this.id} ${externalId}`;
	}

	/** Runs work on this ledger after all work on it that came before, whatever became of that. */
	async takeTurn<T>(work: () => Promise<T>): Promise<T> {
		const turn = (turns.get(this.id) ?? Promise.resolve()).then(work, work);
		turns.set(this.id, turn);
		try {
			return await turn;
		} finally {
			if (turns.get(this.id) === turn) turns.delete(this.id);
		}
	}

	/**
	 * Runs scripts side by side, with one call of the store for all that want to add and one for all that want to remove.
	 * Only with a number of `orders` are the oldest dropped. No two scripts may be about the same order.
	 */
	async runScripts<Result>(
		scripts: ReadonlyArray<LedgerScript<Result>>,
		orders?: number,
	): Promise<Result[]> {
		const options = {
			mode: 'entries',
			...(orders !== undefined && { maxEntries: Math.max(orders, scripts.length) * keysPerOrder }),
		} as const;
		const courses = scripts.map((script) => ({ script, at: script.next() }));
		for (;;) {
			const steps = courses.flatMap(({ at }) => (at.done === true ? [] : [at.value]));
			if (steps.length === 0)
				return courses.flatMap(({ at }) => (at.done === true ? [at.value] : []));
			const there = await this.takeSteps(steps, options);
			for (const course of courses) {
				if (course.at.done === true) continue;
				const asked = 'add' in course.at.value ? course.at.value.add : [];
				course.at = course.script.next(new Set(asked.filter((key) => there.has(key))));
			}
		}
	}

	private async takeSteps(
		steps: readonly LedgerStep[],
		options: ICheckProcessedOptions,
	): Promise<Set<string>> {
		const { checkProcessedAndRecord, removeProcessed } = this.context.helpers;
		const added = steps.flatMap((step) => ('add' in step ? step.add : []));
		const removed = steps.flatMap((step) => ('remove' in step ? step.remove : []));
		const { mode } = options;
		const trims = steps.some((step) => 'add' in step && step.trim === true);
		const there = new Set<string>();
		if (added.length > 0) {
			let tries = 0;
			const add = async () => {
				tries += 1;
				return await checkProcessedAndRecord(added, 'workflow', trims ? options : { mode });
			};
			for (const key of (await this.retry(add)).processed) there.add(String(key));
			const proofs = steps.flatMap((step) => ('add' in step && step.proves ? step.add : []));
			if (tries > 1) for (const key of proofs) there.delete(key);
		}
		if (removed.length > 0)
			await this.retry(async () => await removeProcessed(removed, 'workflow', { mode }));
		return there;
	}

	/** Two processes that write a ledger's very first entry at once collide in n8n's database; the next attempt goes through. */
	private async retry<T>(work: () => Promise<T>): Promise<T> {
		for (let attempt = 1; ; attempt += 1) {
			try {
				return await work();
			} catch (error) {
				if (attempt === attempts) {
					throw new NodeOperationError(this.context.getNode(), error as Error, {
						message:
							"Cannot use the ledger. n8n's store of processed items did not accept the entry.",
						description: `Save the workflow, look at n8n's database and its log, then run it again (${(error as Error).message}).`,
					});
				}
				this.context.logger.debug(
					`Apicbase ledger: the store did not accept an entry, attempt ${attempt} of ${attempts}. ${(error as Error).message}`,
				);
			}
			await sleep(waitMs * attempt);
		}
	}
}
