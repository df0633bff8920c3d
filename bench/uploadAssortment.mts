import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { Apicbase } from '../nodes/Apicbase/Apicbase.node.ts';
import { startSandbox, type Sandbox } from '../sandbox/startSandbox.mts';
import { aLargeAssortment, anArticle, largeAssortmentIssues } from '../harness/articles.mts';
import { anOAuth2Credential } from '../harness/credentialsHelper.mts';
import { anExecuteContext } from '../harness/contexts.mts';
import { interleave } from './frame/interleave.mts';
import { compareRow, valueRow } from './frame/row.mts';
import type { Section } from './frame/section.mts';

const section = 'upload';
const rounds = 9;
const articleCount = 5000;
const megabyte = 1024 * 1024;

export const uploadSection: Section = {
	name: section,
	title: `Assortment: ${articleCount.toLocaleString('en')} articles checked and sent`,
	async run(say) {
		const sandbox = await startSandbox();
		try {
			const good = asItems(
				Array.from({ length: articleCount }, (_, index) =>
					anArticle({ third_party_id: `ART-${index + 1}` }),
				),
			);
			const bad = asItems(aLargeAssortment());
			say(`${rounds} rounds`);
			const token = () => fetchToken(sandbox);
			const results = await interleave(rounds, {
				ours: () => measured(() => upload(sandbox, good)),
				unchecked: () => measured(() => sendUnchecked(sandbox, token, good)),
				refused: () => measured(() => refuse(sandbox, bad)),
			});
			const times = (name: keyof typeof results) => results[name].map(({ elapsedMs }) => elapsedMs);
			return {
				rows: [
					compareRow({
						section,
						name: 'checked and sent',
						unit: 'ms',
						comparedTo: 'the same file sent unchecked with fetch',
						ours: times('ours'),
						theirs: times('unchecked'),
						better: 'lower',
					}),
					valueRow({
						section,
						name: 'three bad rows found, nothing sent',
						unit: 'ms',
						values: times('refused'),
					}),
					valueRow({
						section,
						name: 'memory while it is checked and sent',
						unit: 'MB',
						values: results.ours.map(({ addedBytes }) => addedBytes / megabyte),
					}),
				],
				notes: [
					'The articles are in memory before the clock starts, as items of n8n; the node runs on n8n-core in process, the sandbox receives and parses the file. Memory is the most that heap and buffers grew by, with the copy the sandbox holds.',
				],
			};
		} finally {
			await sandbox.close();
		}
	},
};

const asItems = (articles: Array<Record<string, unknown>>): INodeExecutionData[] =>
	articles.map((json) => ({ json: json as IDataObject }));

async function upload(sandbox: Sandbox, items: INodeExecutionData[]): Promise<void> {
	const node = new Apicbase();
	const parameters = { resource: 'article', operation: 'upload', customerNumber: 'C-42' };
	await node.execute.call(
		anExecuteContext({
			node,
			parameters,
			credentials: { apicbaseOAuth2Api: anOAuth2Credential(sandbox) },
			inputs: [items],
		}),
	);
	sandbox.reset();
}

async function refuse(sandbox: Sandbox, items: INodeExecutionData[]): Promise<void> {
	const refusal = await upload(sandbox, items).then(
		() => undefined,
		(error: { description?: string }) => error.description ?? '',
	);
	if (
		refusal === undefined ||
		!largeAssortmentIssues.every((sentence) => refusal.includes(sentence))
	)
		throw new Error('The bad rows were not named.');
}

/** What somebody would build by hand: the items as a file in a form. */
async function sendUnchecked(
	sandbox: Sandbox,
	token: () => Promise<string>,
	items: INodeExecutionData[],
): Promise<void> {
	const form = new FormData();
	form.set('customer_number', 'C-42');
	form.set(
		'file',
		new Blob([JSON.stringify(items.map(({ json }) => json))], { type: 'application/json' }),
		'assortment.json',
	);
	const reply = await fetch(`${sandbox.url}/api/v2/integrations/suppliers/files/`, {
		method: 'POST',
		headers: { authorization: `Bearer ${await token()}` },
		body: form,
	});
	if (reply.status !== 201) throw new Error(`The sandbox answered ${reply.status}.`);
	sandbox.reset();
}

/** Fetched each round, as the node does on a fresh sandbox. */
async function fetchToken({ url, clientId, clientSecret }: Sandbox): Promise<string> {
	const body = new URLSearchParams({
		grant_type: 'client_credentials',
		client_id: clientId,
		client_secret: clientSecret,
		scope: 'supplier',
	});
	const reply = await fetch(`${url}/oauth/token/`, { method: 'POST', body });
	return ((await reply.json()) as { access_token: string }).access_token;
}

/** Time, and the most memory seen while it ran, looked at every millisecond. */
async function measured(
	work: () => Promise<void>,
): Promise<{ elapsedMs: number; addedBytes: number }> {
	const used = () => process.memoryUsage().heapUsed + process.memoryUsage().external;
	const beforeBytes = used();
	let mostBytes = beforeBytes;
	const look = () => {
		mostBytes = Math.max(mostBytes, used());
	};
	const looking = setInterval(look, 1);
	const startedMs = performance.now();
	try {
		await work();
		look();
		return { elapsedMs: performance.now() - startedMs, addedBytes: mostBytes - beforeBytes };
	} finally {
		clearInterval(looking);
	}
}
