import { forgotten, numberKeys, readVersion, renewNumber } from './claimOrder';
import { ledgerKeys, type LedgerKeys, type LedgerOrder, type LedgerScript } from './ledgerKeys';

/** The outcome of ending a claim; stored in log entries, so never renamed once released. */
export type EndOutcome = 'completed' | 'released' | 'not_claimed' | 'forgotten' | 'not_known';

/**
 * Notes that the order is in the ERP with this content; works for an order nobody claimed, and twice does no harm. When
 * another run took the claim over with other content, this content becomes the latest, so that the other is not lost.
 */
export function* completeOrder(
	{ externalId, fingerprint, orderNumber }: LedgerOrder,
	claimedHereMs?: number,
): LedgerScript<EndOutcome> {
	const keys = ledgerKeys(externalId);
	const date = datesOf(keys, claimedHereMs);
	const number = numberKeys(keys, orderNumber);
	if (claimedHereMs === undefined) yield* renewNumber(number, yield { add: number });
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
 * Takes a claim back, so that the next attempt is as good as the first. When the ledger does not show this very claim (its
 * fingerprint is not known, or another run was cut short while it took over), the order moves on to an empty version
 * instead, which any content differs from: it may run once more, and cannot be lost.
 */
export function* releaseOrder(
	{ externalId, fingerprint }: LedgerOrder,
	claimedHereMs?: number,
): LedgerScript<EndOutcome> {
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
		remove: [content, ...claimed, keys.open, ...datesOf(keys, claimedHereMs)],
	};
	return 'released';
}

const datesOf = (keys: LedgerKeys, claimedHereMs: number | undefined): string[] =>
	claimedHereMs === undefined ? [] : [keys.at(claimedHereMs), keys.hour(claimedHereMs)];

/**
 * Frees a completed order whose record is gone: the next claim of it is `claimed`, whatever its content. An order that is
 * claimed, or that the ledger does not know, stays as it is.
 */
export function* forgetOrder({
	externalId,
}: LedgerOrder): LedgerScript<EndOutcome | 'in_progress'> {
	const keys = ledgerKeys(externalId);
	const there = yield { add: [keys.seen, keys.open] };
	if (there.has(keys.open)) return 'in_progress';
	if (!there.has(keys.seen)) {
		yield { remove: [keys.seen, keys.open] };
		return 'not_known';
	}
	const latest = yield* readVersion(keys);
	yield { add: [keys.content(latest + 1, forgotten)] };
	// It may come again under another number.
	yield { remove: [keys.open, keys.number('')[0]] };
	return 'forgotten';
}
