import type { Told } from './customer.mts';
import type { Sale } from './campaignErp.mts';

/** External ids that break the rule, by how they break it; all empty when it holds. */
export interface Judgement {
	/** Told "sent", and not in the order book. */
	missing: string[];
	/** In the order book more than once. */
	doubled: string[];
	/** Told why not, and in the order book all the same. */
	refusedButBooked: string[];
	/** In the order book, and no customer ordered it. */
	unknown: string[];
	/** Never told anything certain. */
	untold: string[];
}

/** Compares what the customers were told with what the ERP has booked. */
export function judge(told: readonly Told[], sales: readonly Sale[]): Judgement {
	const booked = new Map<string, number>();
	for (const { reference } of sales) booked.set(reference, (booked.get(reference) ?? 0) + 1);
	const known = new Set(told.map(({ externalId }) => externalId));
	const idsTold = (what: Told['told']) =>
		told.filter((one) => one.told === what).map(({ externalId }) => externalId);
	return {
		missing: idsTold('sent').filter((id) => !booked.has(id)),
		doubled: [...booked].filter(([, times]) => times > 1).map(([id]) => id),
		refusedButBooked: idsTold('refused').filter((id) => booked.has(id)),
		unknown: [...booked.keys()].filter((id) => !known.has(id)),
		untold: idsTold('nothing'),
	};
}

export const holds = (judgement: Judgement): boolean =>
	Object.values(judgement).every((ids: string[]) => ids.length === 0);
