import { readVersion } from './claimOrder';
import { ledgerKeys, type LedgerKeys } from './ledgerKeys';
import type { LedgerOrder, LedgerScript } from './ledgerScript';

/** What ending a claim comes to; stored in log entries, so never renamed once released. */
export type SettleOutcome = 'completed' | 'released' | 'not_claimed';

/**
 * Notes that the order is in the ERP with this content; also for an order nobody claimed, and twice does no harm. When
 * another run took the claim over with other content, this content becomes the latest, so that the other is not lost.
 */
export function* completeOrder(
	{ externalId, fingerprint }: LedgerOrder,
	claimedHereMs?: number,
): LedgerScript<SettleOutcome> {
	const keys = ledgerKeys(externalId);
	const date = claimedHereMs === undefined ? [] : [keys.at(claimedHereMs)];
	const settled =
		fingerprint === '' ? yield* noteUnknownContent(keys) : yield* noteContent(keys, fingerprint);
	yield { remove: [keys.open, ...date, ...settled] };
	return 'completed';
}

function* noteUnknownContent(keys: LedgerKeys): LedgerScript<string[]> {
	yield { add: [keys.seen], trim: true };
	return [];
}

/** Makes this content the latest; returns what it added only to look. */
function* noteContent(keys: LedgerKeys, fingerprint: string): LedgerScript<string[]> {
	const first = keys.content(0, fingerprint);
	const there = yield { add: [keys.seen, keys.version(1), first], trim: true };
	if (!there.has(keys.version(1)) && (there.has(first) || !there.has(keys.seen)))
		return [keys.version(1)];
	const latest = there.has(keys.version(1)) ? yield* readVersion(keys) : 0;
	const next = keys.version(latest + 1);
	const current = keys.content(latest, fingerprint);
	const isCurrent = latest === 0 ? there.has(first) : (yield { add: [current] }).has(current);
	const strays = there.has(first) ? [] : [first];
	if (isCurrent) return [next, ...strays];
	yield { add: [keys.content(latest + 1, fingerprint)] };
	return [current, ...strays];
}

/**
 * Takes a claim back, so that the next try is as good as the first. When the ledger does not show this very claim (its
 * fingerprint is not known, or another run was cut short while it took over), the order moves on to an empty version
 * instead, which any content differs from: it may run once more, and cannot be lost.
 */
export function* releaseOrder(
	{ externalId, fingerprint }: LedgerOrder,
	claimedHereMs?: number,
): LedgerScript<SettleOutcome> {
	const keys = ledgerKeys(externalId);
	const there = yield { add: [keys.open] };
	if (!there.has(keys.open)) {
		yield { remove: [keys.open] };
		return 'not_claimed';
	}
	const latest = yield* readVersion(keys);
	const content = keys.content(latest, fingerprint);
	const isOurs = (yield { add: [content] }).has(content);
	const claimed = isOurs
		? [latest === 0 ? keys.seen : keys.version(latest), keys.version(latest + 1)]
		: [];
	yield {
		remove: [
			content,
			...claimed,
			keys.open,
			...(claimedHereMs === undefined ? [] : [keys.at(claimedHereMs)]),
		],
	};
	return 'released';
}
