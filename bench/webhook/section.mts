import type { N8n } from '../../test/support/n8n/startN8n.mts';
import { interleave } from '../frame/interleave.mts';
import type { Plot } from '../frame/plot.mts';
import { compareRow, type MeasuredRow } from '../frame/row.mts';
import type { Say, Section } from '../frame/section.mts';
import { median } from '../frame/statistics.mts';
import { startLoadGenerator, type LoadGenerator } from '../load/load.mts';
import { signedOrders } from '../load/orders.mts';
import { engines, withN8n, type Engine } from '../n8n/benchN8n.mts';
import { bareWebhook, floorTrigger, ourTrigger, selfBuiltChain, type Contender } from '../n8n/contenders.mts';
import { storedExecutions } from '../n8n/storedExecutions.mts';
import { measureLoad, type LoadCost } from '../n8n/measureLoad.mts';

type Name = 'ours' | 'floor' | 'chain' | 'bare';
type Contenders = Record<Name, Contender>;

const names: Record<Exclude<Name, 'ours'>, { title: string; goal?: number }> = {
	floor: { title: 'an empty community trigger', goal: 0.95 },
	chain: { title: 'Webhook → Crypto → If → Code', goal: 1 },
	bare: { title: 'bare Webhook node' },
};
const rounds = 7;
const ordersARound: Record<Engine, number> = { vm: 40, legacy: 160 };
const sizes = [1, 10, 50, 200, 500];

export const webhookSection: Section = {
	name: 'webhook',
	title: 'Webhook: 50-line orders accepted by a real n8n',
	async run(say) {
		const rows: MeasuredRow[] = [];
		const plots: Plot[] = [];
		const generator = startLoadGenerator();
		try {
			for (const engine of engines) {
				await withN8n(engine, say, async (n8n) => {
					const contenders = await publishAll(n8n);
					rows.push(...(await compare(engine, n8n, generator, contenders, say)));
					if (engine === 'legacy') plots.push(await costBySize(n8n, generator, contenders, say));
				});
			}
		} finally {
			await generator.stop();
		}
		return { rows, plots, notes: [noteOnLoad] };
	},
};

const noteOnLoad =
	`Eight orders under way at once, ${ordersARound.vm} (vm, n8n's default expression engine) or ${ordersARound.legacy} (legacy) a round and contender, ${rounds} rounds, ` +
	'interleaved. CPU is that of n8n\'s main process until all runs have ended; the chain also keeps a task runner process busy, which is not counted.';

async function publishAll(n8n: N8n): Promise<Contenders> {
	return { ours: await ourTrigger(n8n), floor: await floorTrigger(n8n), chain: await selfBuiltChain(n8n), bare: await bareWebhook(n8n) };
}

async function compare(engine: Engine, n8n: N8n, generator: LoadGenerator, contenders: Contenders, say: Say): Promise<MeasuredRow[]> {
	say(`${engine}: ${rounds} rounds`);
	const send = (name: Name, count: number) => () =>
		measureLoad(n8n, generator, { url: contenders[name].url, requests: signedOrders(count), expectedStatus: 200 });
	const each = <Result,>(make: (name: Name) => () => Promise<Result>) =>
		({ ours: make('ours'), floor: make('floor'), chain: make('chain'), bare: make('bare') });
	const count = ordersARound[engine];
	await interleave(2, each((name) => send(name, Math.ceil(count / 2))));
	const costs = await interleave(rounds, each((name) => send(name, count)));
	const stored = await interleave(1, each((name) => () => storedExecutions(n8n, contenders[name].workflowId)));
	const columns: Array<{ name: string; unit: string; better: 'higher' | 'lower'; of: (name: Name) => number[] }> = [
		column('orders per second', '/s', 'higher', (cost) => cost.perSecond),
		column('time to answer, median', 'ms', 'lower', (cost) => cost.p50Ms),
		column('time to answer, 99th percentile', 'ms', 'lower', (cost) => cost.p99Ms),
		column('CPU per order', 'ms', 'lower', (cost) => cost.cpuMs),
		{ name: 'stored per execution', unit: 'bytes', better: 'lower', of: (name) => stored[name].map(({ bytesEach }) => bytesEach) },
	];
	return columns.flatMap(({ name, unit, better, of }) =>
		Object.entries(names).map(([other, { title, goal }]) =>
			compareRow({
				section: 'webhook', name: `${name} (${engine})`, unit, better, comparedTo: title,
				ours: of('ours'), theirs: of(other as Name), ...(goal !== undefined && { goal }),
			}),
		),
	);

	function column(name: string, unit: string, better: 'higher' | 'lower', of: (cost: LoadCost) => number) {
		return { name, unit, better, of: (contender: Name) => costs[contender].map(of) };
	}
}

async function costBySize(n8n: N8n, generator: LoadGenerator, { ours, floor, chain }: Contenders, say: Say): Promise<Plot> {
	say(`orders of ${sizes.join(', ')} lines`);
	const series = { ours, 'empty trigger': floor, 'self-built chain': chain };
	const points = Object.keys(series).map((name) => ({ name, points: [] as Array<readonly [number, number]> }));
	for (const lines of sizes) {
		const costs = await interleave(3, Object.fromEntries(Object.entries(series).map(([name, { url }]) => [
			name, () => measureLoad(n8n, generator, { url, requests: signedOrders(40, lines), expectedStatus: 200 }),
		])));
		for (const { name, points: list } of points) list.push([lines, median(costs[name]!.map((cost) => cost.cpuMs))]);
	}
	return {
		file: 'performance-webhook.svg',
		title: 'CPU for one accepted order (legacy engine)',
		x: { label: 'lines of the order', logarithmic: true },
		y: { label: 'CPU of n8n, ms' },
		series: points,
	};
}
