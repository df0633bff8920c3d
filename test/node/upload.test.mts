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

test('finds columns by the names that people see', async () => {
	const row = {
		'\ufeffNr': 4711,
		' Naam\u00a0': 'Cola',
		'\ufeffsize': '6 x 33 cl',
		orderable: '1.0',
	};
	await upload(asItems([row]), { columns: { third_party_id: 'Nr', name: 'Naam ' } });
	await upload(asItems([{ '\ufeffthird_party_id': 4711, name: 'Cola', size: '6 x 33 cl' }]));
	const article = {
		third_party_id: '4711',
		name: 'Cola',
		package_description: { quantity: 6, package: { quantity: 33, unit_name: 'cl' } },
	};
	expect(sandbox.state.files.map(({ articles }) => articles)).toEqual([
		[{ ...article, orderable: true }],
		[article],
	]);
});

test.each(['={{ $json.nothing }}', '={{ "" }}', '={{ [] }}', '={{ null }}'])(
	'stops when the expression for a column gives nothing: %s',
	async (price) => {
		await expect(upload(asItems([anArticle()]), { columns: { price } })).rejects.toMatchObject({
			message: "Cannot upload the assortment. 'Price Column' has an expression that gave nothing.",
			description: 'Correct the expression, or remove the field.',
		});
		expect(sandbox.state.files).toEqual([]);
	},
);

test.each([
	'={{ ({}) }}',
	'={{ $json.nothing }}',
	'={{ String(undefined) }}',
	'\u200b',
	'={{ true }}',
])('sends nothing for an assortment without an ID: %s', async (customerNumber) => {
	await expect(upload(asItems([anArticle()]), { customerNumber })).rejects.toThrow(
		"Cannot upload the assortment. The field 'Assortment ID' is empty.",
	);
});

test('maps the columns of the items, so that nobody builds nested JSON', async () => {
	const rows = [
		{ Nr: 4711, Naam: 'Cola', Inhoud: '6 x 33 cl', Prijs: '8,95', Marge: 0.4 },
		{ Nr: 4712, Naam: 'Tonic', Inhoud: '4 x 6 x 20 cl', Prijs: '12,5', Marge: 0.5 },
	];
	await upload(asItems(rows), {
		columns: { third_party_id: 'Nr', name: 'Naam', size: 'Inhoud', price: 'Prijs' },
	});
	expect(sandbox.state.files.map(({ articles }) => articles)).toEqual([
		[
			{
				third_party_id: '4711',
				name: 'Cola',
				price: '8.95',
				package_description: { quantity: 6, package: { quantity: 33, unit_name: 'cl' } },
			},
			{
				third_party_id: '4712',
				name: 'Tonic',
				price: '12.5',
				package_description: {
					quantity: 4,
					package: { quantity: 6, package: { quantity: 20, unit_name: 'cl' } },
				},
			},
		],
	]);
});

test('says which column no row has', async () => {
	await expect(
		upload(asItems([{ Nr: 1, Naam: 'Cola' }]), { columns: { third_party_id: 'Number' } }),
	).rejects.toMatchObject({
		message: 'Cannot upload the assortment. No row has the column "Number".',
		description: "Correct the names under 'Columns'. The first row has: Nr, Naam.",
	});
});

test.each([false, true])(
	'stops when more than a tenth of the rows cannot be used, with Skip Invalid Articles %p',
	async (leaveOutBadArticles) => {
		const rows = Array.from({ length: 10 }, (_, index) =>
			anArticle({ third_party_id: `ART-${index}`, ...(index < 2 && { price: '-1' }) }),
		);
		await expect(upload(asItems(rows), { leaveOutBadArticles })).rejects.toMatchObject({
			message:
				'Cannot upload the assortment. 2 of 10 rows cannot be used. Row 1, ART-0: the price "-1" is below zero.',
		});
		expect(sandbox.state.files).toEqual([]);
	},
);

test('sends one assortment for each ID that an expression gives', async () => {
	const rows = ['C-42', 'C-43', 'C-42'].map((customer_number, index) =>
		anArticle({ third_party_id: `ART-${index}`, customer_number }),
	);
	const [put] = await upload(asItems(rows), { customerNumber: '={{ $json.customer_number }}' });
	expect(put?.map(({ json, pairedItem }) => [json.customerNumber, json.sent, pairedItem])).toEqual([
		['C-42', 2, [{ item: 0 }, { item: 2 }]],
		['C-43', 1, { item: 1 }],
	]);
});

test.each([
	['items', 'C-43'],
	['items', 'C-42'],
	['file', 'C-42'],
])(
	'sends no price that the others of the same %s give two meanings, of %s',
	async (from, owner) => {
		const rows = Array.from({ length: 20 }, (_, index) =>
			anArticle({ third_party_id: `ART-${index}`, price: '8,95', owner: 'C-42' }),
		);
		rows[19] = { ...rows[19], price: '1.250', owner };
		const sent =
			from === 'file'
				? upload(asFile(JSON.stringify(rows)), { articlesFrom: from })
				: upload(asItems(rows), { customerNumber: '={{ $json.owner }}' });
		await expect(sent).rejects.toThrow(
			'Row 20, ART-19: the price "1.250" can be read in two ways; write it like "1250.00" or "1.2500".',
		);
		expect(sandbox.state.files).toEqual([]);
	},
);

test('sends nothing at all when one of several assortments cannot be sent', async () => {
	const rows = [anArticle({ owner: 'C-42' }), anArticle({ owner: 'C-43', name: '' })];
	await expect(
		upload(asItems(rows), { customerNumber: '={{ $json.owner }}' }),
	).rejects.toMatchObject({
		message:
			'Cannot upload the assortment. 1 of 1 row cannot be used. Row 2, ART-1: the name is missing.',
	});
	expect(sandbox.state.requests).toEqual([]);
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

test.each(['other', 'constructor'])(
	'says when the item has no file in the field %s',
	async (field) => {
		await expect(
			upload(asFile('[]'), { articlesFrom: 'file', binaryPropertyName: field }),
		).rejects.toThrow(
			`Cannot upload the assortment. The item has no file in the binary field "${field}".`,
		);
	},
);

test('sends a file', async () => {
	await upload(asFile(`\ufeff${JSON.stringify([anArticle()])}`), { articlesFrom: 'file' });
	expect(sandbox.state.files).toMatchObject([{ customerNumber: 'C-42', articles: [anArticle()] }]);
});

test('sends nothing of five thousand articles when three are bad, and names row, article and field of each', async () => {
	await expect(upload(asItems(aLargeAssortment()))).rejects.toMatchObject({
		message: `Cannot upload the assortment. ${largeAssortmentIssues[0]} 2 more to fix.`,
		description: [
			"Correct these rows, or switch on 'Skip Invalid Articles'.",
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
