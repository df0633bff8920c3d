/** Limits of the memory of accepted orders. */
export interface ReceiptLimits {
	orders: number;
	maxAgeMs: number;
}

interface Receipt {
	fingerprint: string;
	acceptedAtMs: number;
}

/** Remembers which orders were accepted, with what content; forgets by age and beyond its size, and never refuses to work. */
export class Receipts {
	private readonly receipts = new Map<string, Receipt>();

	constructor(private readonly limits: ReceiptLimits) {}

	/** How an order compares with what was accepted under the same key. */
	compare(key: string, fingerprint: string, nowMs: number): 'new' | 'repeat' | 'changed' {
		this.forgetOld(nowMs);
		const receipt = this.receipts.get(key);
		if (receipt === undefined) return 'new';
		return receipt.fingerprint === fingerprint ? 'repeat' : 'changed';
	}

	remember(key: string, fingerprint: string, nowMs: number): void {
		// Deleted first, so that the map stays in the order of acceptance, oldest first.
		this.receipts.delete(key);
		this.receipts.set(key, { fingerprint, acceptedAtMs: nowMs });
		this.forgetOld(nowMs);
	}

	get size(): number {
		return this.receipts.size;
	}

	private forgetOld(nowMs: number): void {
		for (const [key, { acceptedAtMs }] of this.receipts) {
			if (this.receipts.size <= this.limits.orders && nowMs - acceptedAtMs < this.limits.maxAgeMs)
				return;
			this.receipts.delete(key);
		}
	}
}
