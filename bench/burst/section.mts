import { performance } from 'node:perf_hooks';
import { ARTICLES } from '../../sandbox/seed/catalogue.mts';
import { aLine, anOrder } from '../../harness/orders.mts';
import { webhookUrl, waitForWebhook } from '../../harness/n8n/workflowParts.mts';
import { postSigned } from '../../harness/signedPost.mts';
import type { Surroundings } from '../../harness/wholeFlow.mts';
import { recordArrivals, type Arrivals } from '../flows/arrivals.mts';
import { publishRestStep } from '../flows/restStep.mts';
import { withSurroundings } from '../flows/withSurroundings.mts';
import { loadAverages } from '../frame/machine.mts';
import { valueRow, type MeasuredRow } from '../frame/row.mts';
import type { Say, Section } from '../frame/section.mts';
import { percentile } from '../frame/statistics.mts';
import type { Engine } from '../n8n/benchN8n.mts';
import { untilIdle } from '../n8n/processCost.mts';

const sizes = [30, 60, 120];
/** Of *Orders Under Way at Once*; the last one lets everybody in. */
const limits = [5, 10, 20, 1_000];
const erpMs = 200;

export const burstSection: Section = {
	name: 'burst',
	title: 'Monday 06:00: orders that come at one moment',
	async run(say) {
		const rows: MeasuredRow[] = [];
		const erp = await recordArrivals(erpMs);
		try {
			for (const engine of ['vm', 'legacy'] as const)
				rows.push(
					...(await withSurroundings(engine, say, (around) =>
						measureBursts(engine, around, erp, say),
					)),
				);
		} finally {
			await erp.close();
		}
		return { rows, notes: [note] };
	},
};

const note = `${sizes.join(', ')} orders of five lines at one moment through orders-by-webhook and take-one-order-rest, into an ERP that takes ${erpMs} ms for each of two requests, by *Orders Under Way at Once*. Times are those of the orders that were accepted; the others read 503 and "send it again in a few minutes".`;

async function measureBursts(
	engine: Engine,
	around: Surroundings,
	erp: Arrivals,
	say: Say,
): Promise<MeasuredRow[]> {
	const urls = await publishFlows(around, erp);
	const rows: MeasuredRow[] = [];
	for (const [limit, url] of urls) await sendAtOnce(around, url, 3, `${limit}-first`);
	for (const size of sizes)
		for (const [limit, url] of urls) {
			const replies = await sendAtOnce(around, url, size, `${limit}-${size}`);
			say(`load ${loadAverages()}`);
			const shown = limit === limits.at(-1) ? 'off' : String(limit);
			const measured = describe(`${engine}, ${size} orders, limit ${shown}`, replies);
			rows.push(...measured);
			for (const { name, value, unit } of measured) say(`${name}: ${value.toFixed(1)} ${unit}`);
		}
	return rows;
}

/** One workflow for each limit, all in front of the same ERP step; returns their addresses. */
async function publishFlows(around: Surroundings, erp: Arrivals): Promise<Array<[number, string]>> {
	const { n8n } = around;
	const { workflows } = n8n.client;
	const rest = await publishRestStep(around, erp);
	const urls: Array<[number, string]> = [];
	for (const maxUnderWay of limits) {
		const flow = await around.add('orders-by-webhook', rest);
		for (const node of flow.nodes) {
			if (node.name === 'Apicbase Trigger') node.parameters.options = { maxUnderWay };
			// Comes after the answer, and waits for Apicbase's 100 requests a minute.
			if (node.name === 'Mark as Viewed') node.disabled = true;
		}
		await workflows.update(flow.id, { nodes: flow.nodes });
		await workflows.publish(flow.id);
		const url = webhookUrl(n8n, flow);
		await waitForWebhook(url);
		urls.push([maxUnderWay, url]);
	}
	return urls;
}

interface TimedReply {
	status: number;
	ms: number;
}

const quantity = 4;
const lines = ARTICLES.slice(0, 5);
const sum = (prices: number[]) => prices.reduce((total, price) => total + price * quantity, 0);
const packages = lines.map(({ articleNumber, name, price }) =>
	aLine({ articleNumber, name, price, quantity, total: sum([Number(price)]).toFixed(3) }),
);

const orderNamed = (name: string) =>
	anOrder({
		id: `burst-${name}`,
		order_number: name,
		packages,
		theoretical_price: sum(lines.map(({ price }) => Number(price))).toFixed(3),
		expected_delivery_date: '2030-01-07T00:00:00Z',
	});

/** Sends new orders without waiting for one another, and waits until n8n has nothing more to do. */
async function sendAtOnce(
	{ n8n, sandbox }: Surroundings,
	url: string,
	count: number,
	name: string,
): Promise<TimedReply[]> {
	const replies = await Promise.all(
		Array.from({ length: count }, async (_, index): Promise<TimedReply> => {
			const order = orderNamed(`${name}-${index}`);
			const sentMs = performance.now();
			// A connection that n8n drops is a result too.
			const { status } = await postSigned(url, order, sandbox.clientSecret).catch(() => ({
				status: 0,
			}));
			return { status, ms: performance.now() - sentMs };
		}),
	);
	await untilIdle(n8n.pid);
	return replies;
}

function describe(name: string, replies: readonly TimedReply[]): MeasuredRow[] {
	const msOf = (status: number) =>
		replies.filter((reply) => reply.status === status).map(({ ms }) => ms);
	const [accepted, later] = [msOf(200), msOf(503)];
	const row = (what: string, value: number, unit: string) =>
		valueRow({ section: 'burst', name: `${name}: ${what}`, unit, values: [value] });
	const seconds = (what: string, percent: number) =>
		row(what, percentile(accepted, percent) / 1_000, 's');
	return [
		row('accepted', accepted.length, ''),
		row('asked to come later', later.length, ''),
		row('answered otherwise, or not at all', replies.length - accepted.length - later.length, ''),
		...(accepted.length === 0
			? []
			: [
					seconds('first', 0),
					seconds('median', 50),
					seconds('99th percentile', 99),
					seconds('slowest', 100),
				]),
		row('slowest of those asked to come later', Math.max(0, ...later) / 1_000, 's'),
	];
}
