import { randomUUID } from 'node:crypto';
import type { INodeParameters } from 'n8n-workflow';
import type { Credential } from './n8n/credentialApi.mts';
import { readExample } from './n8n/importExample.mts';
import type { RunningN8n } from './n8n/startN8n.mts';
import { aNode, chain } from './n8n/workflowParts.mts';

/** What the examples leave to the user: the ERP's address, and how long to wait for it. */
interface Erp {
	url: string;
	timeoutMs: number;
}

/** Publishes an example that takes orders from other workflows, with the ERP it is to write to; returns its id. */
export async function publishOrderFlow(
	{ client }: Pick<RunningN8n, 'client'>,
	name: string,
	erp: Erp,
	{ claim = {}, credentials = [] }: { claim?: INodeParameters; credentials?: Credential[] } = {},
): Promise<string> {
	const text = JSON.stringify(readExample(name))
		.replace('"name":"erpUrl","value":""', `"name":"erpUrl","value":"${erp.url}"`)
		.replaceAll('"timeout":10000', `"timeout":${erp.timeoutMs}`);
	const draft = JSON.parse(text) as ReturnType<typeof readExample>;
	for (const node of draft.nodes) {
		if (node.name === 'Claim') Object.assign(node.parameters, claim);
		for (const { id, type, name: called } of credentials)
			if (node.credentials?.[type]) node.credentials[type] = { id, name: called };
	}
	const { id } = await client.workflows.create(draft);
	await client.workflows.publish(id);
	return id;
}

/** Publishes a webhook that hands what it is sent to a workflow, tries again as often as told, and answers what came of it. */
export async function publishCaller(
	{ client, url }: Pick<RunningN8n, 'client' | 'url'>,
	workflowId: string,
	tries = 1,
): Promise<{ id: string; url: string }> {
	const path = randomUUID();
	const retries = tries === 1 ? {} : { retryOnFail: true, maxTries: tries, waitBetweenTries: 200 };
	const nodes = [
		aNode(
			'Order',
			'n8n-nodes-base.webhook',
			{ httpMethod: 'POST', path, responseMode: 'lastNode' },
			{ typeVersion: 2, webhookId: path },
		),
		aNode(
			'As Sent',
			'n8n-nodes-base.set',
			{ mode: 'raw', jsonOutput: '={{ $json.body }}', options: {} },
			{ typeVersion: 3.4 },
		),
		aNode(
			'Into the ERP',
			'n8n-nodes-base.executeWorkflow',
			{ workflowId: { __rl: true, mode: 'id', value: workflowId }, options: {} },
			{ typeVersion: 1.2, ...retries },
		),
	];
	const { id } = await client.workflows.create({
		name: 'Caller',
		nodes,
		connections: chain('Order', 'As Sent', 'Into the ERP'),
	});
	await client.workflows.publish(id);
	return { id, url: `${url}/webhook/${path}` };
}
