import { readVersions } from './claimOrder';
import { ledgerKeys } from './ledgerKeys';
import type { LedgerOrder, LedgerScript } from './script';

export type SettleOutcome = 'completed' | 'released' | 'not_claimed';

/** Notes that the order is in the ERP; also for an order nobody claimed, and twice does no harm. */
export function* completeOrder({ externalId, fingerprint }: LedgerOrder, claimedHereMs?: number): LedgerScript<SettleOutcome> {
	const keys = ledgerKeys(externalId);
	const there = yield { add: [keys.seen], trim: true };
	if (!there.has(keys.seen)) yield { add: [keys.content(0, fingerprint)] };
	yield { remove: [keys.open, ...(claimedHereMs === undefined ? [] : [keys.at(claimedHereMs)])] };
	return 'completed';
}

/** Takes a claim back, so that the next try is as good as the first. */
export function* releaseOrder({ externalId, fingerprint }: LedgerOrder, claimedHereMs?: number): LedgerScript<SettleOutcome> {
	const keys = ledgerKeys(externalId);
	const there = yield { add: [keys.open] };
	if (!there.has(keys.open)) {
		yield { remove: [keys.open] };
		return 'not_claimed';
	}
	const { latest, unused } = yield* readVersions(keys);
	const claimed = latest === 0 ? keys.seen : keys.versions[latest - 1];
	yield {
		remove: [
			keys.content(latest, fingerprint),
			...(claimed === undefined ? [] : [claimed]),
			...unused,
			keys.open,
			...(claimedHereMs === undefined ? [] : [keys.at(claimedHereMs)]),
		],
	};
	return 'released';
}
