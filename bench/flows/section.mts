import { performance } from 'node:perf_hooks';
import { ARTICLES } from '../../sandbox/seed/catalogue.mts';
import { webhookUrl, waitForWebhook } from '../../harness/n8n/workflowParts.mts';
import type { Surroundings } from '../../harness/wholeFlow.mts';
import { interleave } from '../frame/interleave.mts';
import { compareRow, type MeasuredRow } from '../frame/row.mts';
import type { Say, Section } from '../frame/section.mts';
import { percentile } from '../frame/statistics.mts';
import type { Engine } from '../n8n/benchN8n.mts';
import { cpuMs, untilIdle } from '../n8n/processCost.mts';
import { recordArrivals, type Arrivals } from './arrivals.mts';
import { publishRestStep } from './restStep.mts';
import { selfBuiltLookUp, selfBuiltStart } from './selfBuilt.mts';
import { withSurroundings } from './withSurroundings.mts';

const rounds = 3;
const ordersARound = 10;

interface FlowCost {
	/** From the customer's click to the order in the ERP. */
	arrivedMs: number[];
	answeredMs: number[];
	/** Of n8n's main process for each order. */
	cpuMs: number;
}

export const flowsSection: Section = {
	name: 'flows',
	title: "Whole flows: from the customer's click to the order in the ERP",
	async run(say) {
		const rows: MeasuredRow[] = [];
		for (const engine of ['vm', 'lazy'] as const)
			rows.push(
				...(await withSurroundings(engine, say, (around) => measureFlows(engine, around, say))),
			);
		return { rows, notes: [note] };
	},
};

const note = `${ordersARound} orders of five lines, one after the other, for each flow in each of ${rounds} interleaved rounds, into an ERP that answers at once. Ours also validates against the list of articles (take-one-order-rest), keeps the ledger and writes what people read; the flows of n8n's own nodes check the structure only.`;

async function measureFlows(
	engine: Engine,
	around: Surroundings,
	say: Say,
): Promise<MeasuredRow[]> {
	// Each n8n gets a sandbox of its own, which numbers its orders anew.
	const erp = await recordArrivals();
	try {
		const urls = await publishFlows(around, erp);
		const contenders = Object.fromEntries(
			Object.entries(urls).map(([name, url]) => [name, () => sendOrders(around, erp, url)]),
		) as Record<keyof typeof urls, () => Promise<FlowCost>>;
		say(`${engine}: ${rounds} rounds`);
		await interleave(1, contenders);
		const costs = await interleave(rounds, contenders);
		return [
			...compareFlows('start-here', engine, costs.startHere, costs.selfBuiltStart),
			...compareFlows('take-one-order-rest', engine, costs.rest, costs.selfBuiltLookUp),
		];
	} finally {
		await erp.close();
	}
}

/** Publishes all flows and returns their addresses. */
async function publishFlows(around: Surroundings, erp: Arrivals) {
	const { n8n, sandbox } = around;
	const { workflows, dataTables } = n8n.client;
	const startHere = await around.add('start-here');
	for (const node of startHere.nodes) {
		if (node.name !== 'ERP') continue;
		node.disabled = false;
		node.parameters.url = erp.url;
	}
	await workflows.update(startHere.id, { nodes: startHere.nodes });
	await around.run(startHere, 'Press Once');
	const restStep = await publishRestStep(around, erp);
	const rest = await around.add('orders-by-webhook', restStep);
	for (const workflow of [startHere, rest]) {
		await workflows.publish(workflow.id);
		await waitForWebhook(webhookUrl(n8n, workflow));
	}
	const table = (await dataTables.find('Apicbase First Orders')).id;
	const { clientSecret } = sandbox;
	return {
		startHere: webhookUrl(n8n, startHere),
		selfBuiltStart: (await selfBuiltStart(n8n, clientSecret, erp, table)).url,
		rest: webhookUrl(n8n, rest),
		selfBuiltLookUp: (await selfBuiltLookUp(n8n, clientSecret, erp, table)).url,
	};
}

const lines = ARTICLES.slice(0, 5).map(({ articleNumber }) => ({ articleNumber, quantity: 4 }));

async function sendOrders(
	{ n8n, sandbox }: Surroundings,
	erp: Arrivals,
	url: string,
): Promise<FlowCost> {
	sandbox.setWebhook({ url });
	const before = cpuMs(n8n.pid);
	const cost = { arrivedMs: [] as number[], answeredMs: [] as number[] };
	for (let sent = 0; sent < ordersARound; sent++) {
		const clickedMs = performance.now();
		const { order, delivery } = await sandbox.placeOrder({
			expectedDeliveryDate: '2030-01-07T00:00:00Z',
			lines,
		});
		if (delivery?.status !== 200) throw new Error(`An order was refused: ${delivery?.answer}`);
		cost.answeredMs.push(performance.now() - clickedMs);
		cost.arrivedMs.push((await erp.of(`apicbase-${order.id}`)) - clickedMs);
	}
	await untilIdle(n8n.pid);
	return { ...cost, cpuMs: (cpuMs(n8n.pid) - before) / ordersARound };
}

function compareFlows(
	name: string,
	engine: Engine,
	ours: FlowCost[],
	theirs: FlowCost[],
): MeasuredRow[] {
	const compare = (what: string, of: (cost: FlowCost) => number) =>
		compareRow({
			section: 'flows',
			name: `${name}: ${what} (${engine})`,
			unit: 'ms',
			better: 'lower',
			comparedTo: "the same of n8n's own nodes",
			ours: ours.map(of),
			theirs: theirs.map(of),
		});
	return [
		compare('click to ERP, median', ({ arrivedMs }) => percentile(arrivedMs, 50)),
		compare('click to ERP, 99th percentile', ({ arrivedMs }) => percentile(arrivedMs, 99)),
		compare('click to answer, median', ({ answeredMs }) => percentile(answeredMs, 50)),
		compare('CPU each', ({ cpuMs }) => cpuMs),
	];
}
