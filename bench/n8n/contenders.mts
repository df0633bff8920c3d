import { randomUUID } from 'node:crypto';
import type { INode, INodeParameters } from 'n8n-workflow';
import type { N8n } from '../../harness/n8n/startN8n.mts';
import { aNode, chain, waitForWebhook } from '../../harness/n8n/workflowParts.mts';
import { signingSecret } from '../load/orders.mts';

/** A published workflow that takes orders, or refuses them. */
export interface Contender {
	url: string;
	workflowId: string;
}

const done = () => aNode('Done', 'n8n-nodes-base.noOp');

/** Our trigger, as it comes. */
export async function ourTrigger(n8n: N8n): Promise<Contender> {
	const apicbaseOAuth2Api = await n8n.client.credentials.create('Apicbase', 'apicbaseOAuth2Api', {
		clientId: 'supplier',
		clientSecret: signingSecret,
	});
	return await publish(
		n8n,
		communityTrigger('n8n-nodes-apicbase.apicbaseTrigger', {}, { apicbaseOAuth2Api }, 2),
		done(),
	);
}

/** The least a community trigger of that version can do: accept an order, or answer 403 once it has read its credential. */
export async function floorTrigger(
	n8n: N8n,
	typeVersion: 1 | 2,
	task: 'accept' | 'refuse',
): Promise<Contender> {
	const apicbaseOAuth2Api = await n8n.client.credentials.create('Floor', 'apicbaseOAuth2Api', {
		clientId: 'supplier',
		clientSecret: signingSecret,
	});
	const trigger = communityTrigger(
		'n8n-nodes-floor.floorTrigger',
		{ task },
		{ apicbaseOAuth2Api },
		typeVersion,
	);
	return await publish(n8n, trigger, done());
}

/** n8n's own Webhook node, as it comes. */
export const bareWebhook = (n8n: N8n): Promise<Contender> => publish(n8n, webhookNode(), done());

const structureCode = `
const order = $input.first().json.body;
const isOrder = order && order.id && order.order_number && Array.isArray(order.packages) && order.packages.length > 0
	&& order.packages.every((line) => typeof line === 'object' && line !== null);
if (!isOrder) throw new Error('Not an order');
return [{ json: order }];
`;

interface ChainChoices {
	hmacSecret?: string;
	/** Steps between the check and the answer, and after the answer. */
	before?: INode[];
	after?: INode[];
}

/** What a user builds without us: Webhook with raw body → Crypto HMAC → If → Code for structure, and an answer for either case. */
export async function selfBuiltChain(
	n8n: N8n,
	{ hmacSecret = signingSecret, before = [], after = [] }: ChainChoices = {},
): Promise<Contender> {
	const crypto = await n8n.client.credentials.create('Secret', 'crypto', { hmacSecret });
	const signatureMatches = {
		id: randomUUID(),
		leftValue: '={{ $json.signature }}',
		rightValue: '={{ $json.headers["x-apic-webhook-signature"] }}',
		operator: { type: 'string', operation: 'equals' },
	};
	const respond = (name: string, responseCode: number, status: string) =>
		aNode(
			name,
			'n8n-nodes-base.respondToWebhook',
			{
				respondWith: 'json',
				responseBody: JSON.stringify({ status }),
				options: { responseCode },
			},
			{ typeVersion: 1.4 },
		);
	const nodes = [
		webhookNode({ responseMode: 'responseNode', options: { rawBody: true } }),
		aNode(
			'Sign',
			'n8n-nodes-base.crypto',
			{
				action: 'hmac',
				type: 'SHA256',
				binaryData: true,
				binaryPropertyName: 'data',
				dataPropertyName: 'signature',
				encoding: 'hex',
			},
			{ typeVersion: 2, credentials: { crypto } },
		),
		aNode(
			'If',
			'n8n-nodes-base.if',
			{
				conditions: {
					options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
					conditions: [signatureMatches],
					combinator: 'and',
				},
			},
			{ typeVersion: 2.2 },
		),
		aNode('Check', 'n8n-nodes-base.code', { jsCode: structureCode }, { typeVersion: 2 }),
		...before,
		respond('Accept', 200, 'accepted'),
		...after,
	];
	const refuse = respond('Refuse', 403, 'refused');
	const connections = chain(...nodes.map(({ name }) => name));
	connections.If!.main!.push([{ node: refuse.name, type: 'main', index: 0 }]);
	return await publishAs(n8n, [...nodes, refuse], connections);
}

const communityTrigger = (
	type: string,
	parameters: INodeParameters,
	credentials: INode['credentials'],
	typeVersion: number,
): INode =>
	aNode('Trigger', type, parameters, {
		webhookId: randomUUID(),
		typeVersion,
		...(credentials && { credentials }),
	});

function webhookNode(parameters: INodeParameters = {}): INode {
	const webhookId = randomUUID();
	return aNode(
		'Webhook',
		'n8n-nodes-base.webhook',
		{ httpMethod: 'POST', path: `${webhookId}/webhook`, ...parameters },
		{ typeVersion: 2.1, webhookId },
	);
}

const publish = (n8n: N8n, ...nodes: INode[]): Promise<Contender> =>
	publishAs(n8n, nodes, chain(...nodes.map(({ name }) => name)));

async function publishAs(
	n8n: N8n,
	nodes: INode[],
	connections: ReturnType<typeof chain>,
): Promise<Contender> {
	const { id } = await n8n.client.workflows.create({ name: nodes[0]!.type, nodes, connections });
	await n8n.client.workflows.publish(id);
	const url = `${n8n.url}/webhook/${nodes[0]!.webhookId}/webhook`;
	await waitForWebhook(url);
	return { url, workflowId: id };
}
