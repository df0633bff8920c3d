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
	/** All dates before now that a claim younger than this could have. */
	atSince(nowMs: number, ageMs: number): string[];
	/** All dates after now that are in this hour. */
	atAhead(nowMs: number): string[];
	/** The hours after this one in which a clock up to a day ahead of ours is. */
	hoursAhead(nowMs: number): string[];
	/** All dates of the hour that is so many hours ahead. */
	atInHour(nowMs: number, ahead: number): string[];
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
		atSince: (nowMs, ageMs) =>
			numbered(at, Math.floor((nowMs - ageMs) / bucketMs), Math.floor(nowMs / bucketMs)),
		atAhead: (nowMs) => numbered(at, Math.floor(nowMs / bucketMs) + 1, bucketOfHour(nowMs, 1)),
		hoursAhead: (nowMs) =>
			numbered(hour, Math.floor(nowMs / hourMs) + 1, Math.floor(nowMs / hourMs) + 1 + hoursAhead),
		atInHour: (nowMs, ahead) =>
			numbered(at, bucketOfHour(nowMs, ahead), bucketOfHour(nowMs, ahead + 1)),
		version: (number) => `apicbase version ${externalId} ${number}`,
		content: (version, fingerprint) => `apicbase content ${externalId} ${version} ${fingerprint}`,
		number: (orderNumber) => [
			`apicbase numbered ${externalId}`,
			`apicbase number ${externalId} ${orderNumber}`,
		],
	};
}

/** The first bucket of the hour that is so many hours ahead. */
const bucketOfHour = (nowMs: number, ahead: number): number =>
	((Math.floor(nowMs / hourMs) + ahead) * hourMs) / bucketMs;

const numbered = (key: (number: number) => string, from: number, to: number): string[] =>
	Array.from({ length: to - from }, (_, index) => key(from + index));

/** One thing to ask of the store. */
export type LedgerStep =
	/**
	 * Adds what is missing; `trim` drops the oldest keys beyond the ledger's size. A key that is there `proves` that the order
	 * is in the ERP: one that an attempt may have added itself before it failed does not count as there.
	 */
	{ add: readonly string[]; trim?: boolean; proves?: boolean } | { remove: readonly string[] };

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
