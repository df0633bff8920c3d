import { ledgerKeys, type LedgerKeys, type LedgerOrder, type LedgerScript } from './ledgerKeys';

/** The outcome of a claim; stored in log entries, so never renamed once released. */
export type ClaimOutcome = 'claimed' | 'already_synced' | 'changed' | 'in_progress' | 'conflict';

/** What one run learns about an order. */
export interface Claim {
	outcome: ClaimOutcome;
	/** Whether an older claim, never completed or released, was taken over. */
	takenOver: boolean;
}

/** What decides whether a claim that is there still holds. */
export interface ClaimTerms {
	nowMs: number;
	/** After how long a claim that was neither completed nor released is free again. */
	takeOverAfterMs: number;
	/**
	 * When this very process claimed the order, epoch ms, and how long ago by a clock that nobody moves, in ms; saves looking
	 * a young claim's age up.
	 */
	claimedHere?: { atMs: number; ageMs: number } | undefined;
}

/** Claims an order for one run: exactly one of several runs gets `claimed` or `changed`, as long as scripts run one at a time. */
export function* claimOrder(
	{ externalId, fingerprint, orderNumber }: LedgerOrder,
	terms: ClaimTerms,
): LedgerScript<Claim> {
	const keys = ledgerKeys(externalId);
	const now = keys.at(terms.nowMs);
	const hour = keys.hour(terms.nowMs);
	const number = numberKeys(keys, orderNumber);
	const there = yield { add: [keys.seen, keys.open, now, hour], trim: true };
	if (!there.has(keys.seen) && !there.has(keys.open)) {
		const known = yield { add: [keys.content(0, fingerprint), ...number] };
		yield* renewNumber(number, known);
		return { outcome: 'claimed', takenOver: false };
	}
	if (yield* hasOtherNumber(number)) {
		yield { remove: [keys.open, now, hour].filter((key) => !there.has(key)) };
		return { outcome: 'conflict', takenOver: false };
	}
	if (!there.has(keys.open))
		return { outcome: yield* judgeContent(keys, fingerprint, [now, hour]), takenOver: false };
	if (yield* isHeld(keys, terms, there)) return { outcome: 'in_progress', takenOver: false };
	return { outcome: yield* resumeClaim(keys, fingerprint), takenOver: true };
}

/** A claim has one date and its hour, and crashes leave a few more: so many are left by a look that was cut short. */
const mostDates = 6;

/**
 * Whether the claim that is there is too young to be taken over. One dated ahead, as a clock that was put back leaves it, or
 * with dates that a look which was cut short has added, is dated anew: it ages from now on.
 */
function* isHeld(
	keys: LedgerKeys,
	{ nowMs, takeOverAfterMs, claimedHere }: ClaimTerms,
	thereBefore: ReadonlySet<string>,
): LedgerScript<boolean> {
	const now = keys.at(nowMs);
	const own = [now, keys.hour(nowMs)].filter((key) => !thereBefore.has(key));
	if (claimedHere !== undefined && claimedHere.ageMs < takeOverAfterMs) {
		yield { remove: own };
		return true;
	}
	// Whatever the clock says by now, this process's own claim is old.
	if (claimedHere !== undefined)
		yield { remove: [keys.at(claimedHere.atMs), keys.hour(claimedHere.atMs)] };
	const young = keys.atSince(nowMs, takeOverAfterMs);
	const hours = keys.hoursAhead(nowMs);
	const dates = [...young, ...keys.atAhead(nowMs), ...hours];
	const there = yield { add: dates };
	const isYoung = thereBefore.has(now) || young.some((date) => there.has(date));
	if (isYoung && there.size <= mostDates) {
		yield { remove: [...dates.filter((date) => !there.has(date)), ...own] };
		return true;
	}
	const hour = hours.findIndex((key) => there.has(key));
	yield { remove: hour === -1 ? dates : [...dates, ...keys.atInHour(nowMs, hour + 1)] };
	return isYoung || there.size > 0;
}

/** The order was completed before: with this content or with another. */
function* judgeContent(
	keys: LedgerKeys,
	fingerprint: string,
	dates: readonly string[],
): LedgerScript<ClaimOutcome> {
	const latest = yield* readVersion(keys);
	const next = keys.version(latest + 1);
	const current = keys.content(latest, fingerprint);
	const there = yield { add: [current], proves: true };
	if (there.has(current)) {
		yield { remove: [keys.open, ...dates, next] };
		return 'already_synced';
	}
	// First clean what was completed, then move on: a release goes back to it.
	yield { remove: [next, current] };
	yield { add: [next, keys.content(latest + 1, fingerprint)] };
	return (yield* wasForgotten(keys, latest)) ? 'claimed' : 'changed';
}

/**
 * The order was claimed and never completed: what it was claimed as, it is again. With other content it moves two
 * versions on, so that neither the old content nor a release of this claim makes the order look completed.
 */
function* resumeClaim(keys: LedgerKeys, fingerprint: string): LedgerScript<ClaimOutcome> {
	const latest = yield* readVersion(keys);
	const content = keys.content(latest, fingerprint);
	const isNew = latest === 0 || (yield* wasForgotten(keys, latest - 1));
	const isOther = !(yield { add: [content] }).has(content);
	if (isOther) {
		// What was never completed is no change for a later run either.
		const mark = isNew ? [keys.content(latest + 1, forgotten)] : [];
		yield { add: [keys.version(latest + 2), keys.content(latest + 2, fingerprint), ...mark] };
	}
	yield { remove: [isOther ? content : keys.version(latest + 1)] };
	return isNew ? 'claimed' : 'changed';
}

/** The content of a version that a person had the ledger forget; no fingerprint equals it. */
export const forgotten = 'forgotten';

function* wasForgotten(keys: LedgerKeys, version: number): LedgerScript<boolean> {
	const mark = keys.content(version, forgotten);
	const isThere = (yield { add: [mark] }).has(mark);
	if (!isThere) yield { remove: [mark] };
	return isThere;
}

/** The keys of an order's number; none where it is not known. */
export const numberKeys = (
	keys: LedgerKeys,
	orderNumber: string | null | undefined,
): [] | [string, string] => (orderNumber ? keys.number(orderNumber) : []);

function* hasOtherNumber(keysOfNumber: [] | [string, string]): LedgerScript<boolean> {
	if (keysOfNumber.length === 0) return false;
	const [numbered, number] = keysOfNumber;
	const there = yield { add: [numbered, number] };
	yield* renewNumber(keysOfNumber, there);
	if (!there.has(numbered) || there.has(number)) return false;
	yield { remove: [number] };
	return true;
}

/** The store has dropped the older of the two keys: both are added anew, or the other would be dropped long before it. */
export function* renewNumber(
	keysOfNumber: [] | [string, string],
	there: ReadonlySet<string>,
): LedgerScript<void> {
	const [numbered, number] = keysOfNumber;
	if (numbered === undefined || number === undefined) return;
	if (there.has(numbered) || !there.has(number)) return;
	yield { remove: [numbered, number] };
	yield { add: [numbered, number] };
}

/** How often the order was changed. Looking adds the key of the next version, which the caller keeps or removes. */
export function* readVersion(keys: LedgerKeys): LedgerScript<number> {
	for (let latest = 0; ; latest += 1) {
		const next = keys.version(latest + 1);
		if (!(yield { add: [next] }).has(next)) return latest;
	}
}
