import { hourMs } from '../timestamp';

/** Claims are dated to ten seconds, so that few keys have to be looked for to learn a claim's age. */
const bucketMs = 10_000;
const hoursAhead = 25;

/**
 * What the ledger writes about one order. n8n's store keeps a set of digests and can only say whether a key was there
 * while it adds it, so every key is chosen such that one left behind by a crash makes an order run again, never be lost:
 * - `seen`: claimed at least once, `open`: claimed now. Seen and not open means completed.
 * - `at`: when it was claimed; without one the claim is old.
 * - `version`: the customer changed it this many times, `content`: what was claimed in this version.
 * - `number`: the number it was claimed under, so that one external ID never stands for two orders.
 */
export interface LedgerKeys {
	seen: string;
	open: string;
	at(nowMs: number): string;
	/** The hour of it, by which a claim that a clock ahead of ours dated is known. */
	hour(nowMs: number): string;
	/** All that a claim younger than this could have written, by our clock or by one that is up to a day ahead. */
	atSince(nowMs: number, ageMs: number): string[];
	version(number: number): string;
	content(version: number, fingerprint: string): string;
	/** The order has a number, and this one. */
	number(orderNumber: string): [string, string];
}

/** The keys of one order. Their wording is stored, so it never changes. */
export function ledgerKeys(externalId: string): LedgerKeys {
	const at = (bucket: number) => `apicbase at ${externalId} ${bucket}`;
	const hour = (count: number) => `apicbase hour ${externalId} ${count}`;
	return {
		seen: `apicbase seen ${externalId}`,
		open: `apicbase open ${externalId}`,
		at: (nowMs) => at(Math.floor(nowMs / bucketMs)),
		hour: (nowMs) => hour(Math.floor(nowMs / hourMs)),
		atSince: (nowMs, ageMs) => {
			const oldest = Math.floor((nowMs - ageMs) / bucketMs);
			const thisHour = Math.floor(nowMs / hourMs);
			// Later ones are known by their hour.
			const youngest = ((thisHour + 1) * hourMs) / bucketMs - 1;
			return [
				...Array.from({ length: youngest - oldest + 1 }, (_, index) => at(oldest + index)),
				...Array.from({ length: hoursAhead }, (_, index) => hour(thisHour + 1 + index)),
			];
		},
		version: (number) => `apicbase version ${externalId} ${number}`,
		content: (version, fingerprint) => `apicbase content ${externalId} ${version} ${fingerprint}`,
		number: (orderNumber) => [
			`apicbase numbered ${externalId}`,
			`apicbase number ${externalId} ${orderNumber}`,
		],
	};
}

/** One thing to ask of the store. */
export type LedgerStep =
	/** Adds what is missing; `trim` drops the oldest keys beyond the ledger's size. */
	{ add: readonly string[]; trim?: boolean } | { remove: readonly string[] };

/** Steps for the store, one at a time; each yields back the keys that were there before. Ends with a result. */
export type LedgerScript<Result> = Generator<LedgerStep, Result, ReadonlySet<string>>;

/** An order as the ledger knows it. */
export interface LedgerOrder {
	externalId: string;
	/** Empty when it is not known. */
	fingerprint: string;
	/** The number the customer sees; `null` when it is not known. */
	orderNumber?: string | null;
}
