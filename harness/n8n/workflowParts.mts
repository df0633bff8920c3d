import { randomUUID } from 'node:crypto';
import type { IConnections, INode, INodeParameters } from 'n8n-workflow';
import { until } from './processes.mts';

/** A node as a workflow stores it. */
export function aNode(
	name: string,
	type: string,
	parameters: INodeParameters = {},
	extra: Partial<INode> = {},
): INode {
	const typeVersion = type === 'n8n-nodes-apicbase.apicbaseTrigger' ? 2 : 1;
	return { id: randomUUID(), name, type, typeVersion, position: [0, 0], parameters, ...extra };
}

/** Connects the first output of each named node with the next one's input. */
export function chain(...names: string[]): IConnections {
	const links = names
		.slice(0, -1)
		.map((name, index) => [
			name,
			{ main: [[{ node: names[index + 1]!, type: 'main' as const, index: 0 }]] },
		]);
	return Object.fromEntries(links) as IConnections;
}

/** The address that goes to Apicbase: of the workflow's one node of this package that has a webhook id; n8n gives mail and form steps one too. */
export function webhookUrl(n8n: { url: string }, workflow: { nodes: INode[] }): string {
	const [trigger, ...others] = workflow.nodes.filter(
		({ type, webhookId }) => webhookId && type.startsWith('n8n-nodes-apicbase.'),
	);
	if (!trigger || others.length > 0)
		throw new Error(
			`Expected one node with a webhookId, found ${trigger ? others.length + 1 : 0}.`,
		);
	return `${n8n.url}/webhook/${trigger.webhookId}/webhook`;
}

/** Waits until n8n answers a POST-only address, without calling the trigger: n8n refuses a GET in other words once it knows the address. */
export async function waitForWebhook(url: string, forMs = 90_000): Promise<void> {
	const known = await until(
		async () =>
			(await (await fetch(url)).text()).includes('Did you mean to make a POST') ? true : undefined,
		forMs,
	);
	if (!known) throw new Error(`n8n knew no webhook at ${url} after ${forMs} ms.`);
}
