import { randomUUID } from 'node:crypto';
import type { IConnections, INode, INodeParameters } from 'n8n-workflow';
import type { Credential } from '../../harness/n8n/credentialApi.mts';
import { itemsOf, type Execution } from '../../harness/n8n/executionApi.mts';
import type { QueueN8n } from '../../harness/queue/startQueueN8n.mts';
import { aNode, chain, waitForWebhook, webhookUrl } from '../../harness/n8n/workflowParts.mts';

/** A published workflow and where its orders go. */
export interface Flow {
	id: string;
	url: string;
	/** All ended runs, oldest first, once there are this many. */
	runs(count: number): Promise<Execution[]>;
}

/** Publishes Apicbase Trigger → the given nodes, one after the other; orders go to the webhook processor. */
export async function publishOrders(
	queue: QueueN8n,
	credential: Credential,
	parameters: INodeParameters,
	...nodes: INode[]
): Promise<Flow> {
	const trigger = aNode('Apicbase Trigger', 'n8n-nodes-apicbase.apicbaseTrigger', parameters, {
		webhookId: randomUUID(),
		credentials: { apicbaseOAuth2Api: credential },
	});
	const all = [trigger, ...nodes];
	return await publish(queue, all, chain(...all.map(({ name }) => name)), (workflow) =>
		webhookUrl({ url: queue.webhookUrl }, workflow),
	);
}

/** Publishes a call → the gate → a claim of the order named in the call, which is answered with the claim's outcome. */
export async function publishClaims(queue: QueueN8n, gate: { url: string }): Promise<Flow> {
	const call = aNode(
		'Call',
		'n8n-nodes-base.webhook',
		{ httpMethod: 'POST', path: 'claims', responseMode: 'lastNode', options: {} },
		{
			typeVersion: 2,
			webhookId: randomUUID(),
		},
	);
	const nodes = [
		call,
		callServer('Gate', 'GET', gate.url),
		claimStep("={{ $('Call').item.json.body.externalId }}"),
		aNode('Done', 'n8n-nodes-base.noOp'),
	];
	const connections = { ...chain('Call', 'Gate', 'Claim'), Claim: toOne('Done', 3) };
	return await publish(queue, nodes, connections, () => `${queue.webhookUrl}/webhook/claims`);
}

/** A call of an HTTP server, as a run of its own would make to an ERP. */
export const callServer = (name: string, method: 'GET' | 'POST', url: string): INode =>
	aNode(name, 'n8n-nodes-base.httpRequest', { method, url, options: {} }, { typeVersion: 4.2 });

export const claimStep = (externalId = '={{ $json.sync.externalId }}'): INode =>
	aNode('Claim', 'n8n-nodes-apicbase.apicbase', {
		resource: 'ledger',
		operation: 'claim',
		externalId,
	});

/** All outputs of a node lead to one other. */
const toOne = (node: string, outputs: number): IConnections[string] => ({
	main: Array.from({ length: outputs }, () => [{ node, type: 'main' as const, index: 0 }]),
});

/** Names the ledger's verdict of a run, e.g. "claimed". */
export const verdictOf = (run: Execution): unknown =>
	[0, 1, 2]
		.flatMap((output) => itemsOf(run, 'Claim', output))
		.map(({ logEntry }) => (logEntry as { outcome: string }).outcome)[0];

async function publish(
	queue: QueueN8n,
	nodes: INode[],
	connections: IConnections,
	urlOf: (workflow: { nodes: INode[] }) => string,
): Promise<Flow> {
	const { workflows, executions } = queue.client;
	const workflow = await workflows.create({ name: 'Orders', nodes, connections });
	await workflows.publish(workflow.id);
	const url = urlOf(workflow);
	await waitForWebhook(url);
	return { id: workflow.id, url, runs: (count) => executions.waitFor(workflow.id, count) };
}
