import { advance, type PollRules } from '../core/polling/advance.ts';
import { beginPoll } from '../core/polling/beginPoll.ts';
import { endWalk } from '../core/polling/endWalk.ts';
import { newMemory, type PollMemory } from '../core/polling/memory.ts';
import { readSheet } from '../core/polling/sheet.ts';
import { rememberedAs } from '../core/polling/sighting.ts';
import { windowRules } from '../core/polling/windowRules.ts';
import { writeMemory } from '../core/polling/writeMemory.ts';
import { interleave } from './frame/interleave.mts';
import { valueRow } from './frame/row.mts';
import { median } from './frame/statistics.mts';
import type { Section } from './frame/section.mts';

const section = 'polling';
const remembered = 10_000;
const rounds = 15;
const pollsARound = 20;
const mostKilobytes = 400;
const mostMs = 5;
const nowMs = Date.UTC(2026, 10, 20, 6);
const overlapMs = 48 * 3_600_000;
const delivery = { until: 'success', maxAttempts: 5, retryAfterMs: 300_000 } as const;

export const pollingSection: Section = {
	name: section,
	title: `Polling: a trigger that remembers ${remembered.toLocaleString('en')} orders`,
	async run(say) {
		const stored = writeMemory(fullMemory());
		const kilobytes = Buffer.byteLength(JSON.stringify(stored)) / 1000;
		const page = onePage();
		say(`${rounds} rounds of ${pollsARound} polls`);
		const { poll } = await interleave(rounds, { poll: () => pollMs(stored, page) });
		return {
			rows: [
				valueRow({ section, name: `stored for ${remembered.toLocaleString('en')} orders`, unit: 'kB', values: [kilobytes], goal: { text: `< ${mostKilobytes} kB`, met: kilobytes < mostKilobytes } }),
				valueRow({ section, name: 'load, advance by one new order and write, CPU', unit: 'ms', values: poll, goal: { text: `< ${mostMs} ms`, met: median(poll) < mostMs } }),
			],
		};
	},
};

function fullMemory(): PollMemory {
	const seen = Array.from({ length: remembered }, (_, index) => [rememberedAs(String(index)), nowMs - index * 15_000] as const);
	return { ...newMemory('account', { from: 'now' }, overlapMs, nowMs), awaitsBaseline: false, watermarkMs: nowMs, seen: new Map(seen) };
}

/** Known orders and one new one, as a quiet minute brings them. */
function onePage() {
	const results = Array.from({ length: 200 }, (_, index) => ({
		id: index === 0 ? 'new' : String(index),
		order_number: `PO-${index}`,
		ordered_on: new Date(nowMs - index * 15_000).toISOString(),
		packages: [{ quantity_ordered: 1 }],
	}));
	return readSheet(1, { items: results, next: null }, { count: results.length });
}

/** CPU time of one poll, over several in a row: on a busy machine the clock would tell of the others. */
function pollMs(stored: object, page: ReturnType<typeof onePage>): number {
	const before = process.cpuUsage();
	for (let count = 0; count < pollsARound; count += 1) pollOnce(stored, page);
	const { user, system } = process.cpuUsage(before);
	return (user + system) / 1000 / pollsARound;
}

function pollOnce(stored: object, page: ReturnType<typeof onePage>): void {
	const memory = beginPoll({ ...stored }, { source: 'account', start: { from: 'now' }, overlapMs, delivery }, [], nowMs);
	const pass = endWalk([page], windowRules(memory, 100, 60, nowMs), nowMs);
	const rules: PollRules = { overlapMs, limit: 100, delivery, underWay: new Set(), lookedUp: new Map() };
	const { handOver, next } = advance(memory, pass, rules, nowMs);
	JSON.stringify(writeMemory(next));
	if (handOver.length !== 1) throw new Error(`Expected one new order, found ${handOver.length}.`);
}
