import type { LedgerScript } from '../core/ledger/ledgerKeys.ts';

/** Keys in the order they came, as n8n's store of processed items keeps their digests. */
export class LedgerStore {
	private readonly kept: Set<string>;

	constructor(
		private readonly size = Number.POSITIVE_INFINITY,
		keys: readonly string[] = [],
	) {
		this.kept = new Set(keys);
	}

	/** Oldest first. */
	get keys(): string[] {
		return [...this.kept];
	}

	/** Runs a script; with `stepsUntilCrash` it is cut short after that many steps, and `undefined` comes back. */
	run<Result>(
		script: LedgerScript<Result>,
		stepsUntilCrash = Number.POSITIVE_INFINITY,
	): Result | undefined {
		let at = script.next();
		for (let steps = 0; at.done !== true; steps += 1) {
			if (steps === stepsUntilCrash) return undefined;
			const step = at.value;
			const there = new Set('add' in step ? step.add.filter((key) => this.kept.has(key)) : []);
			if ('remove' in step) for (const key of step.remove) this.kept.delete(key);
			else {
				for (const key of step.add) this.kept.add(key);
				if (step.trim === true) this.trim();
			}
			at = script.next(there);
		}
		return at.value;
	}

	private trim(): void {
		for (const oldest of this.kept) {
			if (this.kept.size <= this.size) return;
			this.kept.delete(oldest);
		}
	}
}
