import { randomUUID } from 'node:crypto';
import type { INode, INodeParameters } from 'n8n-workflow';
import type { Sandbox } from '../../sandbox/startSandbox.mts';
import { anOAuth2Credential } from '../../harness/credentialsHelper.mts';
import { publishOrderFlow } from '../../harness/orderFlow.mts';
import { every } from '../../harness/pollingFlow.mts';
import type { RunningN8n } from '../../harness/n8n/startN8n.mts';
import { aNode, chain, waitForWebhook, webhookUrl } from '../../harness/n8n/workflowParts.mts';
import { hourMs } from '../../core/timestamp.ts';
import { patienceMs } from './customer.mts';
import type { Way } from './plan.mts';

/** One published workflow; `url` is where its orders go, when they come by webhook. */
export interface CampaignFlow {
	id: string;
	url: string;
}

export type CampaignFlows = Record<Way, CampaignFlow>;

/** Publishes the workflow that lets each order into an ERP once; returns its id. */
export type PublishLedger = (erp: { url: string; timeoutMs: number }) => Promise<string>;

/** Publishes the ledger, and three workflows that call it: two webhooks and a poll every three seconds. */
export async function publishFlows(
	n8n: Pick<RunningN8n, 'client' | 'url'>,
	sandbox: Sandbox,
	erpUrl: string,
	publishLedger: PublishLedger = (erp) =>
		publishOrderFlow(n8n, 'order-ledger', erp, { claim: { takeOverAfterMinutes: 0.2 } }),
): Promise<CampaignFlows> {
	const oauth2 = await n8n.client.credentials.create(
		'Apicbase',
		'apicbaseOAuth2Api',
		anOAuth2Credential(sandbox),
	);
	const credentials = { apicbaseOAuth2Api: oauth2 };
	const ledger = await publishLedger({ url: erpUrl, timeoutMs: 4_000 });
	const intoTheErp = aNode(
		'Into the ERP',
		'n8n-nodes-base.executeWorkflow',
		{ workflowId: { __rl: true, mode: 'id', value: ledger }, options: {} },
		{ typeVersion: 1.2 },
	);
	const accept = aNode('Answer', 'n8n-nodes-apicbase.apicbase', {
		resource: 'answer',
		operation: 'accept',
	});
	const receive = (parameters: INodeParameters) =>
		aNode(
			'Apicbase Trigger',
			'n8n-nodes-apicbase.apicbaseTrigger',
			{ checks: 'rules', ...parameters },
			{ webhookId: randomUUID(), credentials },
		);
	const poll = aNode(
		'New Orders',
		'n8n-nodes-apicbase.apicbaseNewOrderTrigger',
		{
			pollTimes: every(3),
			startFrom: 'date',
			startDate: '2020-01-01T00:00:00Z',
			maxAttempts: 200,
			// It doubles; ten failures in a row are to be over within a minute or so.
			retryAfterMinutes: 0.002,
			// All orders pass here, also those that came by a webhook before. And a run whose end n8n loses in queue mode, say
			// because Postgres was restarted, keeps its place for hours.
			// No order turns up later than its customer's last click; 48 hours would have each poll read all of them.
			options: { overlapHours: (2 * patienceMs) / hourMs, maxRunsAtOnce: 20 },
		},
		{ credentials },
	);

	const publish = async (name: string, ...nodes: INode[]) => {
		const workflow = await n8n.client.workflows.create({
			name,
			nodes,
			connections: chain(...nodes.map((node) => node.name)),
		});
		await n8n.client.workflows.publish(workflow.id);
		if (nodes[0] === poll) return { id: workflow.id, url: '' };
		const url = webhookUrl(n8n, workflow);
		await waitForWebhook(url);
		return { id: workflow.id, url };
	};
	return {
		'answered at once': await publish('Orders, answered at once', receive({}), intoTheErp),
		'answered afterwards': await publish(
			'Orders, answered afterwards',
			receive({ responseMode: 'responseNode' }),
			intoTheErp,
			accept,
		),
		listed: await publish('Orders that Apicbase lists', poll, intoTheErp),
	};
}
