import { playHistory } from './history/playHistory.mts';
import type { Sabotage } from './history/sabotage.mts';

/**
 * Each breaks one promise of polling in the state, the pages or what the process knows, around the shipped poll; the
 * property has to notice each of them within a bounded number of histories.
 */
const broken: ReadonlyArray<readonly [string, Sabotage]> = [
	['forgets how runs ended', { told: () => null }],
	['takes a run that failed for one that ended well', { told: () => 'success' }],
	['takes a run that ended well for one that failed', { told: () => 'failure' }],
	[
		'does not know which runs are under way',
		{ beforePoll: (trigger) => void Object.assign(trigger, { running: new Map() }) },
	],
	[
		'forgets what a poll has read that started no run',
		{ beforePoll: (trigger) => void (trigger.latest = undefined) },
	],
	[
		'moves the floor to the newest order it has read',
		{
			afterPoll: (state) => {
				if (state.reading?.newestMs != null) state.floorMs = state.reading.newestMs;
			},
		},
	],
	[
		'moves the floor without a second reading that agrees',
		{
			afterPoll: (state) => {
				if (state.nextFloorMs !== null) state.floorMs = state.nextFloorMs + 48 * 3_600_000;
			},
		},
	],
	['does not write down what waits', { afterPoll: (state) => state.parcels.clear() }],
	[
		'skips the second page',
		{ page: (page) => (page.page === 2 ? { ...page, results: [] } : page) },
	],
	['takes a full page for the last one', { page: (page) => ({ ...page, hasNext: false }) }],
	[
		'believes a count over `next`',
		{
			page: (page) => {
				const goesOn = page.hasNext && (page.count ?? 0) > page.page * page.results.length + 7;
				return { ...page, hasNext: goesOn };
			},
		},
	],
	[
		'settles an order that one look-up did not find',
		{
			afterPoll: (state) => {
				for (const [key, { absences, orderedOnMs }] of state.parcels) {
					if (absences === 0) continue;
					state.parcels.delete(key);
					state.seen.add(key, orderedOnMs);
				}
			},
		},
	],
	[
		'gives up before the last attempt',
		{
			parameters: (parameters) =>
				void (parameters.maxAttempts = Math.max(1, Number(parameters.maxAttempts) - 1)),
		},
	],
	['has n8n store nothing of a poll that ends in an error', { storesNothing: true }],
	['shares nothing with another trigger of its workflow', { sharesNothing: true }],
	[
		'begins every reading at its first page again',
		{
			afterPoll: (state) => {
				state.reading = null;
			},
		},
	],
];

const mostHistories = 150;

it.each(broken)(
	'notices a trigger that %s',
	async (_name, sabotage) => {
		let seed = 1;
		while (seed <= mostHistories && (await playHistory(seed, sabotage)).length === 0) seed += 1;
		expect(seed).toBeLessThanOrEqual(mostHistories);
	},
	600_000,
);

it('finds nothing in the trigger that is shipped, in the same first histories', async () => {
	for (let seed = 1; seed <= 10; seed += 1) expect(await playHistory(seed)).toEqual([]);
});
