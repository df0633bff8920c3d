import type { Sighting } from './sighting';

/** What one reading of the list brought. */
export interface Pass {
	/** Each entry once. */
	sightings: readonly Sighting[];
	/** Whether every page of the window was read. */
	isWhole: boolean;
	/** Whether the list stood still meanwhile, so that no entry can have slipped from an unread page to a read one. */
	isSteady: boolean;
	/** Up to when every order was read, epoch ms; `null` when nothing is known to be read without a gap. Counts only when not whole. */
	readUpToMs: number | null;
	/** Apicbase's clock, epoch ms. */
	serverNowMs: number;
}

/** Two readings, say of two statuses, as one. */
export function joinPasses(one: Pass, other: Pass): Pass {
	const sightings = new Map(
		[...one.sightings, ...other.sightings].map((sighting) => [sighting.key, sighting]),
	);
	const reaches = [one, other]
		.filter(({ isWhole }) => !isWhole)
		.map(({ readUpToMs }) => readUpToMs);
	return {
		sightings: [...sightings.values()],
		isWhole: one.isWhole && other.isWhole,
		isSteady: one.isSteady && other.isSteady,
		readUpToMs: reaches.some((reach) => reach === null) ? null : Math.min(...(reaches as number[])),
		serverNowMs: other.serverNowMs,
	};
}
