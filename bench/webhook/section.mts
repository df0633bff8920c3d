import type { N8n } from '../../harness/n8n/startN8n.mts';
import { interleave } from '../frame/interleave.mts';
import type { Plot } from '../frame/plot.mts';
import { compareRow, type MeasuredRow } from '../frame/row.mts';
import type { Say, Section } from '../frame/section.mts';
import { median } from '../frame/statistics.mts';
import { startLoadGenerator, type LoadGenerator } from '../load/load.mts';
import { signedOrders } from '../load/orders.mts';
import { withN8n, type Engine } from '../n8n/benchN8n.mts';
import {
	bareWebhook,
	floorTrigger,
	ourTrigger,
	selfBuiltChain,
	type Contender,
} from '../n8n/contenders.mts';
import { concurrency, measureLoad, type LoadCost } from '../n8n/measureLoad.mts';
import { storedExecutions } from '../n8n/storedExecutions.mts';

const contenderNames = ['ours', 'floor', 'chain', 'bare'] as const;
type Name = (typeof contenderNames)[number];

/** What one contender showed, a figure a round. */
interface Shown {
	costs: LoadCost[];
	bytesEach: number;
}

const others = [
	{ name: 'floor', comparedTo: 'empty community trigger', goal: 0.95 },
	{ name: 'chain', comparedTo: 'Webhook → Crypto → If → Code', goal: 1 },
	{ name: 'bare', comparedTo: 'bare Webhook node' },
] as const;

const columns = [
	{
		name: 'accepted per second',
		unit: '/s',
		better: 'higher',
		of: ({ costs }: Shown) => costs.map(({ perSecond }) => perSecond),
	},
	{
		name: 'time to answer, median',
		unit: 'ms',
		better: 'lower',
		of: ({ costs }: Shown) => costs.map(({ p50Ms }) => p50Ms),
	},
	{
		name: 'time to answer, 99th percentile',
		unit: 'ms',
		better: 'lower',
		of: ({ costs }: Shown) => costs.map(({ p99Ms }) => p99Ms),
	},
	{
		name: 'CPU per order',
		unit: 'ms',
		better: 'lower',
		of: ({ costs }: Shown) => costs.map(({ cpuMs }) => cpuMs),
	},
	{
		name: 'stored per execution',
		unit: 'bytes',
		better: 'lower',
		of: ({ bytesEach }: Shown) => [bytesEach],
	},
] as const;

const rounds = 4;
const ordersARound: Record<Engine, number> = { vm: 24, lazy: 24, legacy: 120 };
const sizes = [1, 10, 50, 200];

export const webhookSection: Section = {
	name: 'webhook',
	title: 'Webhook: 50-line orders accepted by a real n8n',
	async run(say) {
		const rows: MeasuredRow[] = [];
		const plots: Plot[] = [];
		const generator = startLoadGenerator();
		try {
			for (const engine of ['vm', 'lazy', 'legacy'] as const) {
				await withN8n(engine, say, async (n8n) => {
					const contenders = await publishAll(n8n);
					rows.push(...(await compareOrders(engine, n8n, generator, contenders, say)));
					if (engine === 'legacy') plots.push(await costBySize(n8n, generator, contenders, say));
				});
			}
		} finally {
			await generator.stop();
		}
		return { rows, plots, notes: [note] };
	},
};

const note =
	`${concurrency} orders under way at once, ${ordersARound.vm} (vm, n8n's default expression engine; lazy, the same with N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true) ` +
	`or ${ordersARound.legacy} (N8N_EXPRESSION_ENGINE=legacy) for each contender ` +
	`in each of ${rounds} interleaved rounds. CPU is that of n8n's main process until all runs have ended; the chain also keeps a task runner process busy, which is not counted.`;

async function publishAll(n8n: N8n): Promise<Record<Name, Contender>> {
	return {
		ours: await ourTrigger(n8n),
		floor: await floorTrigger(n8n),
		chain: await selfBuiltChain(n8n),
		bare: await bareWebhook(n8n),
	};
}

async function compareOrders(
	engine: Engine,
	n8n: N8n,
	generator: LoadGenerator,
	contenders: Record<Name, Contender>,
	say: Say,
): Promise<MeasuredRow[]> {
	const count = ordersARound[engine];
	const send = (orders: number) =>
		forEach(
			(name) => () =>
				measureLoad(n8n, generator, {
					url: contenders[name].url,
					requests: signedOrders(orders),
					expectedStatus: 200,
				}),
		);
	say(`${engine}: warming up`);
	await interleave(1, send(Math.ceil(count / 2)));
	say(`${engine}: ${rounds} rounds`);
	const costs = await interleave(rounds, send(count));
	const stored = await interleave(
		1,
		forEach((name) => () => storedExecutions(n8n, contenders[name].workflowId)),
	);
	const shown = forEach((name): Shown => ({
		costs: costs[name],
		bytesEach: stored[name][0]!.bytesEach,
	}));
	return columns.flatMap(({ of, name, ...column }) =>
		others.map(({ name: other, ...comparison }) =>
			compareRow({
				section: 'webhook',
				name: `${name} (${engine})`,
				...column,
				...comparison,
				ours: of(shown.ours),
				theirs: of(shown[other]),
			}),
		),
	);
}

async function costBySize(
	n8n: N8n,
	generator: LoadGenerator,
	contenders: Record<Name, Contender>,
	say: Say,
): Promise<Plot> {
	say(`orders of ${sizes.join(', ')} lines`);
	const points: Record<Name, Array<readonly [number, number]>> = {
		ours: [],
		floor: [],
		chain: [],
		bare: [],
	};
	for (const lines of sizes) {
		const costs = await interleave(
			2,
			forEach(
				(name) => () =>
					measureLoad(n8n, generator, {
						url: contenders[name].url,
						requests: signedOrders(40, lines),
						expectedStatus: 200,
					}),
			),
		);
		for (const name of contenderNames)
			points[name].push([lines, median(costs[name].map(({ cpuMs }) => cpuMs))]);
	}
	return {
		file: 'performance-webhook.svg',
		title: 'CPU for one accepted order (legacy engine)',
		x: { label: 'lines of the order', logarithmic: true },
		y: { label: 'CPU of n8n, ms' },
		series: [
			{ name: 'Apicbase Trigger', points: points.ours },
			{ name: 'empty trigger', points: points.floor },
			{ name: 'self-built chain', points: points.chain },
			{ name: 'bare Webhook node', points: points.bare },
		],
	};
}

const forEach = <Result,>(make: (name: Name) => Result): Record<Name, Result> => ({
	ours: make('ours'),
	floor: make('floor'),
	chain: make('chain'),
	bare: make('bare'),
});
