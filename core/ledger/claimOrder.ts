import { ledgerKeys, mostVersions, type LedgerKeys } from './ledgerKeys';
import type { LedgerOrder, LedgerScript } from './script';

export type ClaimOutcome = 'claimed' | 'already_synced' | 'changed' | 'in_progress';

export interface Claim {
	outcome: ClaimOutcome;
	/** Whether an older claim, never completed or released, was taken over. */
	takenOver: boolean;
}

export interface ClaimTerms {
	nowMs: number;
	/** After how long a claim that was neither completed nor released is free again. */
	takeOverAfterMs: number;
	/** When this very process claimed the order, epoch ms; saves looking the claim's age up. */
	claimedHereMs?: number;
}

/** Claims an order for one run: exactly one of several runs is told `claimed` or `changed`, as long as scripts run one by one. */
export function* claimOrder({ externalId, fingerprint }: LedgerOrder, terms: ClaimTerms): LedgerScript<Claim> {
	const keys = ledgerKeys(externalId);
	const now = keys.at(terms.nowMs);
	const there = yield { add: [keys.open, now] };
	if (!there.has(keys.open)) return { outcome: yield* judgeContent(keys, fingerprint, now), takenOver: false };
	if (yield* isHeld(keys, terms, there.has(now))) return { outcome: 'in_progress', takenOver: false };
	return { outcome: yield* resumeClaim(keys, fingerprint), takenOver: true };
}

/** Whether the claim that is there is too young to be taken over; leaves its date as it was. */
function* isHeld(keys: LedgerKeys, { nowMs, takeOverAfterMs, claimedHereMs }: ClaimTerms, nowWasThere: boolean): LedgerScript<boolean> {
	const now = keys.at(nowMs);
	const young = claimedHereMs !== undefined && nowMs - claimedHereMs < takeOverAfterMs;
	if (young || nowWasThere) {
		if (!nowWasThere) yield { remove: [now] };
		return true;
	}
	const dates = keys.atSince(nowMs, takeOverAfterMs).filter((date) => date !== now);
	const there = yield { add: dates };
	const added = dates.filter((date) => !there.has(date));
	yield { remove: there.size > 0 ? [...added, now] : added };
	return there.size > 0;
}

/** The order was free: new, completed with this content, or completed with another. */
function* judgeContent(keys: LedgerKeys, fingerprint: string, now: string): LedgerScript<ClaimOutcome> {
	const first = keys.content(0, fingerprint);
	const there = yield { add: [keys.seen, first], trim: true };
	if (!there.has(keys.seen)) return 'claimed';
	const { latest, unused } = yield* readVersions(keys);
	const current = keys.content(latest, fingerprint);
	const isSame = latest === 0 ? there.has(first) : (yield { add: [current] }).has(current);
	const strays = latest === 0 || there.has(first) ? [] : [first];
	if (isSame) {
		yield { remove: [keys.open, now, ...unused, ...strays] };
		return 'already_synced';
	}
	const next = Math.min(latest + 1, mostVersions);
	yield { add: [keys.content(next, fingerprint)], trim: true };
	yield { remove: [...unused.slice(1), ...strays, ...(next === latest ? [] : [current])] };
	return 'changed';
}

/** The order was claimed and never completed: what it was claimed as, it is again. */
function* resumeClaim(keys: LedgerKeys, fingerprint: string): LedgerScript<ClaimOutcome> {
	const { latest, unused } = yield* readVersions(keys);
	yield { add: [keys.seen, keys.content(latest, fingerprint)], trim: true };
	if (unused.length > 0) yield { remove: unused };
	return latest === 0 ? 'claimed' : 'changed';
}

/** How often the order was changed. Looking adds keys, so the caller removes the `unused` ones it does not need. */
export function* readVersions(keys: LedgerKeys): LedgerScript<{ latest: number; unused: string[] }> {
	const there = yield { add: keys.versions };
	const firstUnused = keys.versions.findIndex((version) => !there.has(version));
	const latest = firstUnused === -1 ? keys.versions.length : firstUnused;
	return { latest, unused: keys.versions.slice(latest) };
}
