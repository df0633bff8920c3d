import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { RunningN8n } from '../../harness/n8n/startN8n.mts';
import { aNode, chain, waitForWebhook, webhookUrl } from '../../harness/n8n/workflowParts.mts';
import { recordArrivals } from '../flows/arrivals.mts';
import { percentile } from '../frame/statistics.mts';
import type { LoadGenerator } from '../load/load.mts';
import { signedOrders, signingSecret } from '../load/orders.mts';
import { concurrency, expectOnly } from '../n8n/measureLoad.mts';

/** What a burst of orders showed, a figure a round. */
export interface Throughput {
	/** From the first call to the last order in the ERP. */
	perSecond: number[];
	/** Until the customer was answered. */
	p99Ms: number[];
}

export const rounds = 3;
export const ordersARound = 60;

export interface OrderFlow {
	workflowId: string;
	measure(generator: LoadGenerator): Promise<Throughput>;
	close(): Promise<void>;
}

/** Publishes Apicbase Trigger → an ERP that answers at once; orders go to the n8n at `url`. */
export async function publishOrderFlow(
	{ client }: Pick<RunningN8n, 'client'>,
	url: string,
): Promise<OrderFlow> {
	const erp = await recordArrivals();
	const apicbaseOAuth2Api = await client.credentials.create('Apicbase', 'apicbaseOAuth2Api', {
		clientId: 'supplier',
		clientSecret: signingSecret,
	});
	const trigger = aNode(
		'Orders',
		'n8n-nodes-apicbase.apicbaseTrigger',
		{},
		{ webhookId: randomUUID(), credentials: { apicbaseOAuth2Api } },
	);
	const externalId = { name: 'external_id', value: '={{ $json.sync.externalId }}' };
	const intoErp = aNode(
		'ERP',
		'n8n-nodes-base.httpRequest',
		{ method: 'POST', url: erp.url, sendBody: true, bodyParameters: { parameters: [externalId] } },
		{ typeVersion: 4.2 },
	);
	const workflow = await client.workflows.create({
		name: 'Orders',
		nodes: [trigger, intoErp],
		connections: chain('Orders', 'ERP'),
	});
	await client.workflows.publish(workflow.id);
	const address = webhookUrl({ url }, workflow);
	await waitForWebhook(address);

	const sendAll = async (generator: LoadGenerator, count: number) => {
		const requests = signedOrders(count);
		const startedMs = performance.now();
		const report = await generator.run({ url: address, requests, count, concurrency });
		expectOnly(200, count, report);
		const arrivals = await Promise.all(
			requests.map(({ body }) => {
				const { id } = JSON.parse(String(body)) as { id: string };
				return erp.of(`apicbase-${id}`);
			}),
		);
		const lastMs = Math.max(...arrivals) - startedMs;
		return {
			perSecond: (count / lastMs) * 1000,
			p99Ms: percentile(report.latenciesMs, 99),
		};
	};
	return {
		workflowId: workflow.id,
		async measure(generator) {
			await sendAll(generator, ordersARound / 2);
			const shown: Throughput = { perSecond: [], p99Ms: [] };
			for (let round = 0; round < rounds; round += 1) {
				const { perSecond, p99Ms } = await sendAll(generator, ordersARound);
				shown.perSecond.push(perSecond);
				shown.p99Ms.push(p99Ms);
			}
			return shown;
		},
		close: () => erp.close(),
	};
}
