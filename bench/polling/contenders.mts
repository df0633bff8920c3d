import type { INode, INodeParameters } from 'n8n-workflow';
import type { Sandbox } from '../../sandbox/startSandbox.mts';
import { anOAuth2Credential } from '../../harness/credentialsHelper.mts';
import type { N8n } from '../../harness/n8n/startN8n.mts';
import { aNode, chain } from '../../harness/n8n/workflowParts.mts';

/** A workflow that looks for new orders, each at its own second of every cycle. */
export interface Poller {
	workflowId: string;
	/** Its second in the cycle. */
	slot: number;
}

export interface Pollers {
	ours: Poller;
	chain: Poller;
}

/** Seconds from one poll of a contender to its next. */
export const cycleSeconds = 3;

const seconds = (slot: number): number[] =>
	Array.from({ length: 60 / cycleSeconds }, (_, turn) => turn * cycleSeconds + slot);
const listPath = '/api/v2/integrations/suppliers/purchase_orders/';
const overlapHours = 48;

/** Ours, with one run for all new orders of a poll, as the chain has it. */
export async function ourPoller(n8n: N8n, sandbox: Sandbox): Promise<Poller> {
	const slot = 0;
	const item = seconds(slot).map((second) => ({
		mode: 'custom',
		cronExpression: `${second} * * * * *`,
	}));
	const trigger = aNode(
		'New Order',
		'n8n-nodes-apicbase.apicbaseNewOrderTrigger',
		{
			pollTimes: { item },
			startFrom: 'date',
			startDate: new Date(Date.now() - overlapHours * 3_600_000).toISOString(),
			delivery: 'once',
			separateRuns: false,
			limit: 1_000_000,
		},
		{ credentials: await connect(n8n, sandbox, 'apicbaseOAuth2Api') },
	);
	return await createPoller(n8n, slot, [trigger]);
}

/** What a user builds without us: Schedule Trigger → HTTP Request with paging → Split Out → Remove Duplicates. */
export async function selfBuiltPoller(n8n: N8n, sandbox: Sandbox): Promise<Poller> {
	const slot = 1;
	const schedule = aNode(
		'Schedule',
		'n8n-nodes-base.scheduleTrigger',
		{
			rule: {
				interval: [{ field: 'cronExpression', expression: `${seconds(slot).join(',')} * * * * *` }],
			},
		},
		{ typeVersion: 1.2 },
	);
	const list = aNode('List', 'n8n-nodes-base.httpRequest', listParameters(sandbox), {
		typeVersion: 4.2,
		credentials: await connect(n8n, sandbox, 'oAuth2Api'),
	});
	const split = aNode('Split', 'n8n-nodes-base.splitOut', { fieldToSplitOut: 'results' });
	const known = aNode(
		'New Only',
		'n8n-nodes-base.removeDuplicates',
		{
			operation: 'removeItemsSeenInPreviousExecutions',
			dedupeValue: '={{ $json.id }}',
			options: { historySize: 100_000 },
		},
		{ typeVersion: 2 },
	);
	return await createPoller(n8n, slot, [schedule, list, split, known]);
}

const listParameters = (sandbox: Sandbox): INodeParameters => ({
	url: `${sandbox.url}${listPath}`,
	authentication: 'genericCredentialType',
	genericAuthType: 'oAuth2Api',
	sendQuery: true,
	queryParameters: {
		parameters: [
			{ name: 'status', value: 'ORDERED' },
			{
				name: 'ordered_on__gt',
				value: `={{ $now.minus({ hours: ${overlapHours} }).toUTC().toISO() }}`,
			},
			{ name: 'page_size', value: '200' },
		],
	},
	options: {
		pagination: {
			pagination: {
				paginationMode: 'responseContainsNextURL',
				nextURL: '={{ $response.body.next }}',
				paginationCompleteWhen: 'other',
				completeExpression: '={{ !$response.body.next }}',
			},
		},
	},
});

async function connect(n8n: N8n, sandbox: Sandbox, type: string): Promise<INode['credentials']> {
	return {
		[type]: await n8n.client.credentials.create('Apicbase', type, anOAuth2Credential(sandbox)),
	};
}

async function createPoller(n8n: N8n, slot: number, nodes: INode[]): Promise<Poller> {
	const all = [...nodes, aNode('Done', 'n8n-nodes-base.noOp')];
	const { id } = await n8n.client.workflows.create({
		name: nodes[0]!.type,
		nodes: all,
		connections: chain(...all.map(({ name }) => name)),
	});
	return { workflowId: id, slot };
}
