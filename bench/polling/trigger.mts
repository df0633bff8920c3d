import { callRounds } from '../frame/callRounds.mts';
import type { Plot } from '../frame/plot.mts';
import { valueRow, type MeasuredRow } from '../frame/row.mts';
import type { Say } from '../frame/section.mts';
import { median } from '../frame/statistics.mts';
import { decide, pollCase, readPages, type PollCase } from './inMemory.mts';

const section = 'polling';
const rounds = 5;
const remembered = [0, 1_000, 10_000, 50_000];
const windows = [200, 1_000, 5_000, 10_000];
const pageSize = 200;
const mostKilobytes = 400;
const mostMs = 5;
const goalAt = 10_000;

const words = (count: number): string => count.toLocaleString('en-US');

/** CPU time of the trigger's own work, by what it remembers and by what it is given to read; without n8n and the network. */
export async function measureTrigger(say: Say): Promise<{ rows: MeasuredRow[]; plots: Plot[] }> {
	say(`the trigger alone: ${rounds} rounds`);
	const byMemory = await measureEach(remembered, (count) =>
		pollCase(count, Math.min(pageSize, count + 1), 1),
	);
	const quiet = await measureEach(remembered, (count) =>
		pollCase(count, Math.min(pageSize, count), 0),
	);
	const byWindow = await measureEach(windows, (count) => pollCase(count, count, 1));
	const stored = byMemory.map(({ count, kilobytes }) => {
		const goal =
			count === goalAt
				? { text: `< ${mostKilobytes} kB`, met: kilobytes < mostKilobytes }
				: undefined;
		return valueRow({
			section,
			name: `stored for ${words(count)} orders`,
			unit: 'kB',
			values: [kilobytes],
			...(goal && { goal }),
		});
	});
	const decided = byMemory.map(({ count, decideMs }) => {
		const goal =
			count === goalAt ? { text: `< ${mostMs} ms`, met: median(decideMs) < mostMs } : undefined;
		return valueRow({
			section,
			name: `CPU to load, advance by one new order and write, ${words(count)} remembered`,
			unit: 'ms',
			values: decideMs,
			...(goal && { goal }),
		});
	});
	const unchanged = quiet.map(({ count, decideMs }) =>
		valueRow({
			section,
			name: `CPU of the same without a new order, ${words(count)} remembered`,
			unit: 'ms',
			values: decideMs,
		}),
	);
	const read = byWindow.map(({ count, pollMs }) =>
		valueRow({
			section,
			name: `CPU to read, decide and write, ${words(count)} in the window and remembered`,
			unit: 'ms',
			values: pollMs,
		}),
	);
	const plot: Plot = {
		file: 'performance-polling-trigger.svg',
		title: "CPU of the trigger's own work in one poll",
		x: { label: 'orders', logarithmic: true },
		y: { label: 'CPU, ms', logarithmic: true },
		series: [
			{ name: 'remembered, 200 read', points: curve(byMemory) },
			{ name: 'the same, none new', points: curve(quiet) },
			{ name: 'remembered and read', points: curve(byWindow) },
		],
	};
	return { rows: [...stored, ...decided, ...unchanged, ...read], plots: [plot] };
}

const curve = (measured: Measured[]) =>
	measured
		.filter(({ count }) => count > 0)
		.map(({ count, pollMs }) => [count, median(pollMs)] as const);

interface Measured {
	count: number;
	kilobytes: number;
	/** With the pages read already; one figure a round. */
	decideMs: number[];
	pollMs: number[];
}

async function measureEach(
	counts: readonly number[],
	make: (count: number) => PollCase,
): Promise<Measured[]> {
	const measured: Measured[] = [];
	for (const count of counts) {
		const poll = make(count);
		const sheets = readPages(poll);
		const micros = await callRounds(rounds, {
			decide: () => decide(poll, sheets),
			poll: () => decide(poll, readPages(poll)),
		});
		const inMs = (values: number[]) => values.map((value) => value / 1000);
		measured.push({
			count,
			kilobytes: Buffer.byteLength(JSON.stringify(poll.stored)) / 1000,
			decideMs: inMs(micros.decide),
			pollMs: inMs(micros.poll),
		});
	}
	return measured;
}
