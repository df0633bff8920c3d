/** One thing to ask of the store. */
export type LedgerStep =
	/** Adds what is missing; `trim` drops the oldest keys beyond the ledger's size. */
	{ add: readonly string[]; trim?: boolean } | { remove: readonly string[] };

/** A course of steps that is told, after each, which keys were there before; it ends with a result. */
export type LedgerScript<Result> = Generator<LedgerStep, Result, ReadonlySet<string>>;

/** An order as the ledger knows it. */
export interface LedgerOrder {
	externalId: string;
	/** Empty when it is not known. */
	fingerprint: string;
	/** The number the customer sees; `null` when it is not known. */
	orderNumber?: string | null;
}
