import type { LedgerScript } from '../core/ledger/ledgerKeys.ts';

/** Keys in the order they came, as n8n's store of processed items keeps their digests. */
export class LedgerStore {
	keys: string[] = [];

	constructor(private readonly size = Number.POSITIVE_INFINITY) {}

	/** Runs a script; with `stepsUntilCrash` it is cut short after that many steps, and `undefined` comes back. */
	run<Result>(
		script: LedgerScript<Result>,
		stepsUntilCrash = Number.POSITIVE_INFINITY,
	): Result | undefined {
		let at = script.next();
		for (let steps = 0; at.done !== true; steps += 1) {
			if (steps === stepsUntilCrash) return undefined;
			const step = at.value;
			const there = new Set(this.keys);
			if ('remove' in step) this.keys = this.keys.filter((key) => !step.remove.includes(key));
			else {
				this.keys.push(...new Set(step.add.filter((key) => !there.has(key))));
				if (step.trim === true) this.keys.splice(0, Math.max(0, this.keys.length - this.size));
			}
			at = script.next(new Set('add' in step ? step.add.filter((key) => there.has(key)) : []));
		}
		return at.value;
	}
}
