import type { INode, INodeParameters } from 'n8n-workflow';
import type { Sandbox } from '../sandbox/startSandbox.mts';
import { anOAuth2Credential } from './credentialsHelper.mts';
import type { Credential } from './n8n/credentialApi.mts';
import { until } from './n8n/processes.mts';
import type { RunningN8n } from './n8n/startN8n.mts';
import { aNode, chain } from './n8n/workflowParts.mts';

/**
 * Polls every few seconds. n8n refuses crons that fire more than once a minute, but takes as many crons as one likes:
 * each fires at its own second.
 */
export const every = (seconds: number): INodeParameters => ({
	item: Array.from({ length: Math.floor(60 / seconds) }, (_, index) => ({
		mode: 'custom',
		cronExpression: `${index * seconds} * * * * *`,
	})),
});

export interface PollingFlow {
	id: string;
	credential: Credential;
}

/** Publishes Apicbase New Order Trigger → the given nodes, one after the other; `givenUp` hangs on the second output. */
export async function publishPolling(
	n8n: RunningN8n,
	apicbase: Pick<Sandbox, 'url' | 'clientId' | 'clientSecret'>,
	parameters: INodeParameters,
	steps: (credential: Credential) => INode[],
	givenUp?: INode,
): Promise<PollingFlow> {
	const credential = await n8n.client.credentials.create(
		'Apicbase',
		'apicbaseOAuth2Api',
		anOAuth2Credential(apicbase),
	);
	const trigger = aNode(
		'New Order',
		'n8n-nodes-apicbase.apicbaseNewOrderTrigger',
		{ pollTimes: every(1), ...parameters },
		{ credentials: { apicbaseOAuth2Api: credential } },
	);
	const chained = [trigger, ...steps(credential)];
	const connections = chain(...chained.map(({ name }) => name));
	if (givenUp)
		connections[trigger.name]?.main?.push([{ node: givenUp.name, type: 'main', index: 0 }]);
	const { id } = await n8n.client.workflows.create({
		name: 'Orders',
		nodes: givenUp ? [...chained, givenUp] : chained,
		connections,
	});
	await n8n.client.workflows.publish(id);
	return { id, credential };
}

/** Waits until a sandbox has answered this many further lists of orders, as many as it takes to see and to store a change. */
export async function untilPolled(sandbox: Sandbox, times = 3): Promise<void> {
	// The sandbox keeps its newest requests only: what came after the last one is counted.
	const last = sandbox.state.requests.at(-1);
	const listsSince = () => {
		const { requests } = sandbox.state;
		const since = last === undefined ? requests : requests.slice(requests.lastIndexOf(last) + 1);
		return since.filter(
			({ path, method, status }) =>
				method === 'GET' && path.includes('purchase_orders') && status !== null,
		).length;
	};
	await until(() => (listsSince() >= times ? true : undefined), 60_000);
}

/** Sends an order's external id to the order book at this address. */
export const book = (name: string, url: string): INode =>
	aNode(
		name,
		'n8n-nodes-base.httpRequest',
		{
			method: 'POST',
			url,
			sendBody: true,
			specifyBody: 'json',
			jsonBody:
				'={{ JSON.stringify({ externalId: $json.sync.externalId, attempt: $json.sync.attempt }) }}',
		},
		{ typeVersion: 4.2 },
	);
