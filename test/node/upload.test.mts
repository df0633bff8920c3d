import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';
import { Apicbase } from '../../nodes/Apicbase/Apicbase.node.ts';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox.mts';
import { aLargeAssortment, anArticle, largeAssortmentIssues } from '../../harness/articles.mts';
import { anOAuth2Credential } from '../../harness/credentialsHelper.mts';
import { anExecuteContext } from '../../harness/contexts.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const node = new Apicbase();
const upload = async (items: INodeExecutionData[], parameters: IDataObject = {}) =>
	await node.execute.call(
		anExecuteContext({
			node,
			parameters: {
				resource: 'article',
				operation: 'upload',
				customerNumber: 'C-42',
				...parameters,
			},
			credentials: { apicbaseOAuth2Api: anOAuth2Credential(sandbox) },
			inputs: [items],
		}),
	);
const asItems = (articles: Array<Record<string, unknown>>) =>
	articles.map((json) => ({ json: json as IDataObject }));
const asFile = (content: string | Buffer): INodeExecutionData[] => [
	{
		json: {},
		binary: {
			data: {
				data: Buffer.from(content as string).toString('base64'),
				mimeType: 'application/json',
				fileName: 'a.json',
			},
		},
	},
];

test('sends all input items as one assortment', async () => {
	const articles = [
		anArticle(),
		anArticle({
			third_party_id: 'ART-2',
			name: 'Crème fraîche 30%',
			unknown_field: { kept: true },
		}),
	];
	const [put] = await upload(asItems(articles), { options: { fileName: 'week 47.json' } });
	expect(sandbox.state.files).toMatchObject([
		{ customerNumber: 'C-42', fileName: 'week 47.json', articles },
	]);
	expect(put).toMatchObject([
		{
			json: { customerNumber: 'C-42', sent: 2, leftOut: 0, issues: [], apicbase: { id: '1' } },
			pairedItem: [{ item: 0 }, { item: 1 }],
		},
	]);
});

test('takes an assortment ID that an expression gives as a number, and says when it gives none', async () => {
	await upload(asItems([anArticle()]), { customerNumber: '={{ 42 }}' });
	expect(sandbox.state.files).toMatchObject([{ customerNumber: '42' }]);
	await expect(
		upload(asItems([anArticle()]), { customerNumber: '={{ $json.missing }}' }),
	).rejects.toMatchObject({
		message: "Cannot upload the assortment. The field 'Assortment ID' is empty.",
	});
});

test('goes on when an item has no file and the user chose to', async () => {
	const context = anExecuteContext({
		node,
		parameters: {
			resource: 'article',
			operation: 'upload',
			customerNumber: 'C-42',
			articlesFrom: 'file',
		},
		credentials: { apicbaseOAuth2Api: anOAuth2Credential(sandbox) },
		inputs: [[{ json: {} }, ...asFile(JSON.stringify([anArticle()]))]],
	});
	Object.assign((context as unknown as { node: INode }).node, { onError: 'continueRegularOutput' });
	const [put] = await node.execute.call(context);
	expect(put?.map(({ json, pairedItem }) => [json.error ?? json.sent, pairedItem])).toEqual([
		['Cannot upload the assortment. The item has no file in the binary field "data".', { item: 0 }],
		[1, { item: 1 }],
	]);
});

test('sends a file', async () => {
	await upload(asFile(`\ufeff${JSON.stringify([anArticle()])}`), { articlesFrom: 'file' });
	expect(sandbox.state.files).toMatchObject([{ customerNumber: 'C-42', articles: [anArticle()] }]);
});

test('sends nothing of five thousand articles when three are bad, and names row, article and field of each', async () => {
	await expect(upload(asItems(aLargeAssortment()))).rejects.toMatchObject({
		message: `Cannot upload the assortment. ${largeAssortmentIssues[0]} 2 more to fix.`,
		description: [
			"Correct these rows, or switch on 'Leave Out Bad Articles'.",
			...largeAssortmentIssues,
		].join('\n'),
	});
	expect(sandbox.state.requests).toEqual([]);
});

test('leaves the bad articles out when the user chose to, and lists them', async () => {
	const [put] = await upload(asItems(aLargeAssortment()), { leaveOutBadArticles: true });
	expect(put?.[0]?.json).toMatchObject({
		sent: 4997,
		leftOut: 3,
		issues: largeAssortmentIssues.map((message) => ({ message })),
	});
	expect(sandbox.state.files[0]?.articles).toHaveLength(4997);
});

test('does not send an assortment twice when Apicbase does not answer well', async () => {
	sandbox.faults.add({ kind: 'serverError', times: 'always' });
	await expect(upload(asItems([anArticle()]))).rejects.toMatchObject({
		message: 'Cannot upload the assortment. Apicbase is not available right now.',
	});
	expect(sandbox.state.requests.filter(({ path }) => path.endsWith('/files/'))).toHaveLength(1);
});

test.each([
	['', 'The file is not a list of articles in JSON.'],
	['{"third_party_id": "ART-1"}', 'The file is not a list of articles in JSON.'],
	['[]', 'There are no articles.'],
])('says what is wrong with the file %p', async (content, fact) => {
	await expect(upload(asFile(content), { articlesFrom: 'file' })).rejects.toThrow(
		`Cannot upload the assortment. ${fact}`,
	);
});

test('says when a file is not UTF-8', async () => {
	await expect(
		upload(asFile(Buffer.from([0x5b, 0xe9, 0x5d])), { articlesFrom: 'file' }),
	).rejects.toThrow('The file is not text in UTF-8.');
});
