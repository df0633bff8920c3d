import fc from 'fast-check';
import { newMemory, type PollMemory } from '../../../core/polling/memory.ts';
import { readMemory } from '../../../core/polling/readMemory.ts';
import { writeMemory } from '../../../core/polling/writeMemory.ts';

const nowMs = Date.UTC(2026, 10, 20, 6);
const overlapMs = 48 * 3_600_000;
const reading = { source: 'account', overlapMs, nowMs };

const full: PollMemory = {
	...newMemory('account', { from: 'now' }, overlapMs, nowMs - 1000),
	watermarkMs: nowMs - 500,
	seen: new Map([
		['abcdefghijk', nowMs - 700],
		['lmnopqrstuv', nowMs - 600],
	]),
	owed: new Map([
		[
			'abcdefghijk',
			{
				id: '1',
				orderNumber: 'PO-1',
				orderedOnMs: nowMs - 700,
				attempt: 2,
				retryAtMs: nowMs + 1,
				reason: 'The ERP is closed',
			},
		],
	]),
	givenUp: new Map([
		[
			'lmnopqrstuv',
			{
				id: '2',
				orderNumber: 'PO-2',
				orderedOnMs: null,
				attempts: 5,
				givenUpAtMs: nowMs,
				reason: null,
			},
		],
	]),
	notices: ['Said once.'],
};
const throughJson = (stored: object) =>
	JSON.parse(JSON.stringify(stored)) as Record<string, unknown>;

describe('the memory', () => {
	it('comes back from storage as it went in', () => {
		expect(readMemory(throughJson(writeMemory(full)), reading)).toEqual(full);
	});

	it('is stored without depth, so that n8n sees every change', () => {
		expect(
			Object.values(writeMemory(full)).filter(
				(value) => typeof value === 'object' && value !== null,
			),
		).toEqual([]);
	});

	it('is none where nothing was stored', () => {
		expect(readMemory({}, reading)).toBeUndefined();
	});

	it('keeps what can be read of another version, and says so', () => {
		const read = readMemory({ ...throughJson(writeMemory(full)), version: 2 }, reading);
		expect(read).toEqual({
			...full,
			notices: [
				'Said once.',
				'Part of what the trigger remembered could not be read (version). Nothing is left out, but orders of the last days may come again.',
			],
		});
	});

	it('goes on from its time when the account changes', () => {
		expect(readMemory(throughJson(writeMemory(full)), { ...reading, source: 'another' })).toEqual({
			...full,
			source: 'another',
			notices: [
				'Said once.',
				'The connection leads to another Apicbase account or address than before. Orders placed since the last poll are handed on from there, and some of the time before may come too.',
			],
		});
	});

	it('keeps the orders that can be read beside one that cannot', () => {
		const stored = { ...throughJson(writeMemory(full)), seen: 'abcdefghijk:1795154400000 broken' };
		expect([...(readMemory(stored, reading)?.seen.keys() ?? [])]).toEqual(['abcdefghijk']);
	});

	it('begins one overlap ago when its place is lost, whatever else was stored', () => {
		fc.assert(
			fc.property(
				fc.dictionary(fc.constantFrom(...Object.keys(writeMemory(full))), fc.jsonValue(), {
					minKeys: 1,
				}),
				(stored) => {
					const read = readMemory(stored, reading);
					const floorMs =
						stored.floorMs === null
							? null
							: typeof stored.floorMs === 'number'
								? stored.floorMs
								: nowMs - overlapMs;
					expect(read?.floorMs).toBe(floorMs);
					expect(read?.awaitsBaseline).toBe(stored.awaitsBaseline === true);
					expect(read?.notices.length).toBeGreaterThan(0);
				},
			),
		);
	});
});
