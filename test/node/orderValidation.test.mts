import { SupplyDataContext } from 'n8n-core';
import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';
import { ApicbaseOrderValidation } from '../../nodes/Apicbase/ApicbaseOrderValidation.node.ts';
import { anExecuteContext } from '../../harness/contexts.mts';
import { deepFreeze } from '../../harness/deepFreeze.mts';
import { aLine, anOrder as anOrderOf2026 } from '../../harness/orders.mts';

const node = new ApicbaseOrderValidation();
/** The node reads the clock, so its orders are for a day that is not over for a while: a Monday. */
const anOrder = (changes: Record<string, unknown> = {}) =>
	anOrderOf2026({ expected_delivery_date: '2099-11-23T06:00:00Z', ...changes });
/** The node in a workflow of a supplier in Brussels. */
const aContext = (setUp: Omit<Parameters<typeof anExecuteContext>[0], 'node'>) =>
	anExecuteContext({ node, timezone: 'Europe/Brussels', ...setUp });
const items = (...rows: unknown[]): INodeExecutionData[] =>
	rows.map((json) => ({ json: json as IDataObject }));

interface Run {
	orders: INodeExecutionData[];
	articles?: INodeExecutionData[] | null;
	parameters?: IDataObject;
	onError?: 'continueRegularOutput';
	timezone?: string;
}

async function run({
	orders,
	articles,
	parameters = {},
	onError,
	timezone = 'Europe/Brussels',
}: Run): Promise<INodeExecutionData[][]> {
	const inputs = articles === undefined ? [orders] : [orders, articles as INodeExecutionData[]];
	const context = aContext({ inputs, parameters, timezone });
	if (onError) Object.assign(context.node, { onError });
	return await node.execute.call(context);
}

const outcome = (output: INodeExecutionData[] | undefined) =>
	(output ?? []).map(({ json }) => ({
		order: json.order_number,
		codes: (json.validation as { issues: Array<{ code: string }> }).issues.map(({ code }) => code),
	}));

describe('Apicbase Order Validation', () => {
	it('does not pass on what an earlier validation said of an order that it cannot check', async () => {
		const [valid] = await run({ orders: items(anOrder()) });
		expect(outcome(valid)).toEqual([{ order: '1042', codes: [] }]);
		const [, invalid] = await run({
			orders: valid!,
			parameters: { cutOffTime: '={{ "4 pm" }}' },
			onError: 'continueRegularOutput',
		});
		const [{ json }] = invalid as [INodeExecutionData];
		expect(json.order_number).toBe('1042');
		expect(json.error).toMatch(/^Cannot check orders\. /);
		expect(json).not.toHaveProperty('validation');
	});

	it('sorts orders into Valid and Invalid, each with what it came with and where it came from', async () => {
		const orders: INodeExecutionData[] = [
			{
				json: anOrder({
					order_number: '1',
					packages: [aLine({ articleNumber: null })],
				}),
			},
			{
				json: anOrder({ order_number: '2', sync: { externalId: 'apicbase-2' } }),
				binary: { pdf: { data: '', mimeType: 'application/pdf' } },
			},
			{ json: anOrder({ order_number: '3', packages: [] }) },
		];
		const [valid, invalid] = await run({ orders });
		expect(valid).toEqual([
			{
				json: {
					...anOrder({ order_number: '2', sync: { externalId: 'apicbase-2' } }),
					validation: expect.objectContaining({
						valid: true,
						deliveryDate: '2099-11-23',
						customer: null,
						lines: [
							{
								line: 1,
								articleNumber: 'ABC-123',
								articleName: 'Tomatoes',
								quantity: 4,
								unitPrice: '2.500',
								total: '10.000',
								article: null,
							},
						],
					}) as unknown,
				},
				binary: { pdf: { data: '', mimeType: 'application/pdf' } },
				pairedItem: { item: 1 },
			},
		]);
		expect(Object.keys(valid![0]!.json)[0]).toBe('validation');
		expect(
			invalid?.map(({ json, pairedItem }) => [
				(json.validation as IDataObject).summary,
				pairedItem,
			]),
		).toEqual([
			['Cannot sync order 1. Line 1, Tomatoes, is missing an article number.', { item: 0 }],
			['Cannot sync order 3. The order has no lines.', { item: 2 }],
		]);
	});

	it('changes nothing but the added validation', async () => {
		const orders = items(anOrder({ validation: 'of an earlier step', more: { deep: [null] } }), {
			no: 'order',
		});
		deepFreeze(orders);
		const [valid, invalid] = await run({ orders });
		expect({ ...valid![0]!.json, validation: null }).toEqual({
			...orders[0]!.json,
			validation: null,
		});
		expect({ ...invalid![0]!.json, validation: null }).toEqual({ no: 'order', validation: null });
	});

	it.each([[null], ['text'], [[1, 2]], [7]])(
		'puts %j, which is no order at all, on Invalid',
		async (json) => {
			expect(await run({ orders: items(json) })).toEqual([
				[],
				[
					{
						json: {
							received: json,
							validation: expect.objectContaining({
								summary: 'Cannot sync the order. This is not an order.',
							}) as unknown,
						},
						pairedItem: { item: 0 },
					},
				],
			]);
		},
	);

	it('gives two empty outputs for no orders', async () => {
		expect(await run({ orders: [] })).toEqual([[], []]);
	});

	it('follows the settings', async () => {
		const order = anOrder({
			ordered_on: '2099-11-20T15:30:00Z',
			expected_delivery_date: '2099-11-23',
			order_remarks: 'Ring twice',
		});
		const parameters = {
			minimumOrderValue: 50,
			leadTimeDays: 1,
			cutOffTime: '16:00',
			deliveryDays: [1, 2, 3, 4, 5],
			customerNumbers: 'C-1, C-2',
			messageLanguage: 'nl',
			severities: {
				rules: [
					{ code: 'remarks_present', severity: 'off' },
					{ code: 'below_minimum_order_value', severity: 'warning' },
				],
			},
		};
		const [, invalid] = await run({ orders: items(order), parameters });
		expect(invalid![0]!.json.validation).toMatchObject({
			errors: 2,
			warnings: 1,
			issues: [
				{ code: 'unknown_customer' },
				{ code: 'ordered_after_cut_off' },
				{ code: 'below_minimum_order_value', severity: 'warning' },
			],
			summary: 'Cannot sync order 1042. Customer number "C-42" is not known. 1 more to fix.',
			customerMessage: expect.stringMatching(
				/^We kunnen uw bestelling 1042 zo niet verwerken:\n/,
			) as string,
		});
	});

	it('takes customer numbers as a list made by an expression', async () => {
		const parameters = { customerNumbers: '={{ ["C-42", 7] }}' };
		const orders = items(
			anOrder(),
			anOrder({ supplier_customer_number: '7' }),
			anOrder({ supplier_customer_number: '8' }),
		);
		const [valid, invalid] = await run({ orders, parameters });
		expect([outcome(valid).length, outcome(invalid)]).toEqual([
			2,
			[{ order: '1042', codes: ['unknown_customer'] }],
		]);
	});

	it('goes by the time zone of the workflow, unless another is set', async () => {
		const orders = items(anOrder({ expected_delivery_date: '2099-11-22T23:30:00Z' }));
		const parameters = { deliveryDays: [1, 2, 3, 4, 5] };
		const validIn = async (more: Partial<Run>) =>
			(await run({ orders, parameters, ...more }))[0]!.length;
		expect([
			await validIn({ timezone: 'Europe/Brussels' }),
			await validIn({ timezone: 'America/New_York' }),
			await validIn({
				timezone: 'America/New_York',
				parameters: { ...parameters, timeZone: 'Europe/Brussels' },
			}),
		]).toEqual([1, 0, 1]);
	});

	it.each([
		['customerNumbers', "'Known Customer Numbers'"],
		['minimumOrderValue', "'Minimum Order Value'"],
		['leadTimeDays', "'Lead Time (Days)'"],
		['cutOffTime', "'Cut-Off Time'"],
		['deliveryDays', "'Delivery Days'"],
		['closedDates', "'Closed Dates'"],
		['timeZone', "'Time Zone'"],
		['messageLanguage', '"Customer\'s Language"'.replaceAll('"', "'")],
		['customerMatching', "'Ignore in Customer Numbers'"],
	])('stops when the expression in %s gives nothing, and names it', async (name, label) => {
		const empty = [
			'undefined',
			'null',
			'""',
			'[]',
			'[null, ""]',
			'"\u200b"',
			'$json.no.such.field',
		];
		for (const expression of empty) {
			await expect(
				run({ orders: items(anOrder()), parameters: { [name]: `={{ ${expression} }}` } }),
			).rejects.toMatchObject({
				message: `Cannot check orders. ${label} has an expression that gave nothing.`,
				description: expect.stringMatching(/^(Enter|Choose) /) as string,
				context: { itemIndex: 0 },
			});
		}
	});

	it.each([
		['customerNumbers', { customerNumbers: '' }],
		['customerNumbers in the expression mode', { customerNumbers: '=' }],
		['minimumOrderValue', { minimumOrderValue: '' }],
		['cutOffTime', { cutOffTime: '  ' }],
		['deliveryDays', { deliveryDays: [] }],
	])('takes a field left blank for one that is not set: %s', async (_name, parameters) => {
		const [valid] = await run({ orders: items(anOrder()), parameters });
		expect(outcome(valid)).toEqual([{ order: '1042', codes: [] }]);
	});

	it('reads what holds an expression for each order', async () => {
		const orders = items(
			anOrder({ known: ['C-42'], least: 5, days: [1] }),
			anOrder({ known: 'C-41', least: 50, days: 'Tuesday - Friday' }),
		);
		const parameters = {
			customerNumbers: '={{ $json.known }}',
			minimumOrderValue: '={{ $json.least }}',
			deliveryDays: '={{ $json.days }}',
			timeZone: 'Europe/Brussels',
		};
		const [valid, invalid] = await run({ orders, parameters });
		expect([outcome(valid), outcome(invalid)]).toEqual([
			[{ order: '1042', codes: [] }],
			[
				{
					order: '1042',
					codes: ['unknown_customer', 'delivery_date_closed', 'below_minimum_order_value'],
				},
			],
		]);
	});

	it('sends only the order whose setting cannot be used to Invalid, with Continue on Fail', async () => {
		const orders = items(anOrder({ least: 5 }), anOrder({ order_number: '2' }));
		const [valid, invalid] = await run({
			orders,
			parameters: { minimumOrderValue: '={{ $json.least }}' },
			onError: 'continueRegularOutput',
		});
		expect(outcome(valid)).toEqual([{ order: '1042', codes: [] }]);
		expect(invalid).toEqual([
			{
				json: {
					...orders[1]!.json,
					error: "Cannot check orders. 'Minimum Order Value' has an expression that gave nothing.",
					description: 'Enter a number such as 50, or 0 to switch the check off.',
				},
				pairedItem: { item: 1 },
			},
		]);
	});

	it('says which expression cannot be worked out', async () => {
		await expect(
			run({
				orders: items(anOrder()),
				parameters: { customerNumbers: "={{ $('No Such Step').all() }}" },
			}),
		).rejects.toMatchObject({
			message:
				"Cannot check orders. The expression in 'Known Customer Numbers' cannot be worked out.",
		});
	});

	it('says which setting cannot be used', async () => {
		const reason = run({ orders: items(anOrder()), parameters: { cutOffTime: 'noon' } });
		await expect(reason).rejects.toThrow(NodeOperationError);
		await expect(reason).rejects.toMatchObject({
			message: 'Cannot check orders. \'Cut-Off Time\' is "noon", which is not a time of day.',
			description: 'Enter hours and minutes, e.g. 16:00.',
		});
	});
});

describe('the input Articles', () => {
	const order = anOrder();
	const useArticles = { useArticles: true };

	it('is found by its usual column names', async () => {
		const articles = items({ default_code: 'ABC-123', list_price: 2.5, min_qty: 5 });
		const [, invalid] = await run({ orders: items(order), articles, parameters: useArticles });
		expect(outcome(invalid)).toEqual([{ order: '1042', codes: ['below_minimum_quantity'] }]);
	});

	it('has the columns that were named', async () => {
		const articles = items({ sku: 'X', ref: 'abc-123', cost: '2.40' });
		const parameters = {
			...useArticles,
			articleFields: { number: 'ref', price: 'cost' },
			articleMatching: ['case'],
		};
		const [valid] = await run({ orders: items(order), articles, parameters });
		expect(outcome(valid)).toEqual([{ order: '1042', codes: ['price_differs'] }]);
	});

	it('tolerates prices within the tolerance', async () => {
		const articles = items({ sku: 'ABC-123', price: '2.40' });
		const [valid] = await run({
			orders: items(order),
			articles,
			parameters: { ...useArticles, priceTolerancePercent: 5 },
		});
		expect(outcome(valid)).toEqual([{ order: '1042', codes: [] }]);
	});

	it('hints at cells that are not numbers instead of skipping them without a word', async () => {
		const articles = items(
			{ sku: 'ABC-123', price: '2.40 or so' },
			{ sku: 'B', price: '3.00', min_qty: 'two' },
		);
		const context = aContext({
			inputs: [items(order), articles],
			parameters: useArticles,
		});
		const [valid] = await node.execute.call(context);
		expect(outcome(valid)).toEqual([{ order: '1042', codes: [] }]);
		expect(context.hints).toEqual([
			{
				message:
					'Article ABC-123 has "2.40 or so" where a number should be, so it is not compared. 1 more like it. Write numbers like 2.50.',
				location: 'outputPane',
				type: 'warning',
			},
		]);
	});

	it.each([
		[2, []],
		[3, ['3 of 21 articles have nothing in the column "sku", so no order can name them.']],
	])(
		'hints at a list in which many rows lack a number, such as %i of them',
		async (blank, said) => {
			const rows = Array.from({ length: 21 }, (_, index) => ({
				sku: index < blank ? [' \u200b', null, false][index] : `A-${index}`,
			}));
			const context = aContext({
				inputs: [items(order), items(...rows)],
				parameters: useArticles,
			});
			await node.execute.call(context);
			expect(context.hints.map(({ message }) => message)).toEqual(said);
		},
	);

	it('hints at a column that was named and is empty', async () => {
		const context = aContext({
			inputs: [items(order), items({ sku: 'ABC-123', cost: '' })],
			parameters: { ...useArticles, articleFields: { price: 'cost' } },
		});
		await node.execute.call(context);
		expect(context.hints.map(({ message }) => message)).toEqual([
			'The column "cost" is empty in every row of the articles, so nothing is compared with it.',
		]);
	});

	it('hints at an article whose flag says neither yes nor no', async () => {
		const context = aContext({
			inputs: [
				items(order),
				items({ sku: 'ABC-123', status: 'see Jan' }, { sku: 'B', status: '?' }),
			],
			parameters: { ...useArticles, articleFields: { orderable: 'status' } },
		});
		const [valid] = await node.execute.call(context);
		expect(valid).toHaveLength(1);
		expect(context.hints.map(({ message }) => message)).toEqual([
			'Article ABC-123 has "see Jan" in the column "status", which says neither yes nor no, so it counts as orderable. 1 more like it.',
		]);
	});

	it.each([
		[
			'',
			[
				"Delivery days were read in America/New_York, which n8n uses when nobody has set a time zone. Enter yours under 'Time Zone'.",
			],
		],
		['America/New_York', []],
	])('hints at the time zone that n8n has when nobody set one: %j', async (timeZone, said) => {
		const timezone = 'America/New_York';
		const context = aContext({ inputs: [items(order)], parameters: { timeZone }, timezone });
		await node.execute.call(context);
		expect(context.hints.map(({ message }) => message)).toEqual(said);
	});

	it.each([
		['has no items', []],
		['is not connected', null],
		['is not there', undefined],
	])('%s: it says so instead of refusing every order', async (_why, articles) => {
		await expect(
			run({
				orders: items(order),
				parameters: useArticles,
				...(articles !== undefined && { articles }),
			}),
		).rejects.toMatchObject({
			message: "Cannot check orders against the articles. The input 'Articles' has no items.",
			description:
				"Connect the node that reads your articles, and check that it finds some; or switch 'Check Against Your Articles' off.",
		});
	});

	it.each([
		[{ colour: 'red', size: 4 }, { number: 'skuu' }, 'The articles have no column "skuu".'],
		[{ colour: 'red', size: 4 }, {}, 'No column looks like an article number.'],
		[{ sku: '', size: null }, {}, 'The column "sku" is empty in every row.'],
		[
			{ sku: 'ABC-123', price: 2.5 },
			{ price: '\u0440rice' },
			'The articles have no column "\u0440rice". There is "price", which has "p" where you entered "\u0440" (U+0440).',
		],
	])('cannot be used: %j with the columns %j', async (row, articleFields, fact) => {
		await expect(
			run({
				orders: items(order),
				articles: items(row),
				parameters: { ...useArticles, articleFields },
			}),
		).rejects.toMatchObject({
			message: `Cannot check orders against the articles. ${fact}`,
			description: `Choose one of these under 'Article Columns': ${Object.keys(row)
				.map((name) => `"${name}"`)
				.join(', ')}.`,
		});
	});

	it('cannot be used: the expression for a column gave nothing', async () => {
		await expect(
			run({
				orders: items(order),
				articles: items({ sku: 'ABC-123' }),
				parameters: { ...useArticles, articleFields: { price: '={{ $json.nothing }}' } },
			}),
		).rejects.toMatchObject({
			message: "Cannot check orders. 'Price Column' has an expression that gave nothing.",
			description: 'Enter the name of a column.',
		});
	});

	it('cannot be used: the expression for a column gave no name', async () => {
		await expect(
			run({
				orders: items(order),
				articles: items({ sku: 'ABC-123' }),
				parameters: { ...useArticles, articleFields: { number: '={{ ({ a: 1 }) }}' } },
			}),
		).rejects.toMatchObject({
			message: "Cannot check orders. 'Article Number Column' is not the name of a column.",
		});
	});

	it('is read once for all orders, however many there are', async () => {
		let reads = 0;
		const rows = Array.from({ length: 50 }, (_, index) => ({
			get sku() {
				reads++;
				return `N-${index}`;
			},
		}));
		const orders = items(...Array.from({ length: 20 }, () => anOrder({ least: 5 })));
		const articles = rows.map((json) => ({ json: json }));
		await run({
			orders,
			articles,
			parameters: { ...useArticles, minimumOrderValue: '={{ $json.least }}' },
		});
		expect(reads).toBeLessThan(200);
	});

	it('cannot be used: with Continue on Fail, every order goes to Invalid with the reason', async () => {
		const [valid, invalid] = await run({
			orders: items(order),
			articles: [],
			parameters: useArticles,
			onError: 'continueRegularOutput',
		});
		expect(valid).toEqual([]);
		expect(invalid).toEqual([
			{
				json: {
					...order,
					error: "Cannot check orders against the articles. The input 'Articles' has no items.",
					description:
						"Connect the node that reads your articles, and check that it finds some; or switch 'Check Against Your Articles' off.",
				},
				pairedItem: { item: 0 },
			},
		]);
	});
});

describe('the input Customers', () => {
	const rows = items({ ref: 'C-41', name: 'Bar' }, { ref: 'c-42 ', name: 'Bistro', id: 7 });
	const useCustomers = { useCustomers: true, customerMatching: ['case'] };

	it('gives each order the whole row of its customer', async () => {
		const orders = items(anOrder(), anOrder({ supplier_customer_number: 'C-43' }));
		const [valid, invalid] = await run({ orders, articles: rows, parameters: useCustomers });
		expect(valid!.map(({ json }) => (json.validation as IDataObject).customer)).toEqual([
			{ ref: 'c-42 ', name: 'Bistro', id: 7 },
		]);
		expect(outcome(invalid)).toEqual([{ order: '1042', codes: ['unknown_customer'] }]);
	});

	it('comes after the articles when both are used', async () => {
		const context = aContext({
			inputs: [items(anOrder()), items({ sku: 'ABC-123', stock: 3 }), rows],
			parameters: { ...useCustomers, useArticles: true },
		});
		const [valid] = await node.execute.call(context);
		expect(valid![0]!.json.validation).toMatchObject({
			customer: { id: 7 },
			lines: [{ article: { sku: 'ABC-123', stock: 3 } }],
		});
	});

	it('has no items: it says so instead of refusing every order', async () => {
		await expect(
			run({ orders: items(anOrder()), articles: [], parameters: useCustomers }),
		).rejects.toMatchObject({
			message: "Cannot check orders against the customers. The input 'Customers' has no items.",
		});
	});
});

describe('the lines it hands on', () => {
	it('keep every line, whatever blanks surround its article number', async () => {
		const numbers = ['ABC-123 ', 'ABC-123', '\u00a0ABC-123', 'ABC\u200b-123', '\ufeffABC-123\t'];
		const order = anOrder({
			packages: numbers.map((articleNumber) => aLine({ articleNumber })),
			theoretical_price: '50',
		});
		const row = { sku: 'ABC-123', price: '2.50', id: 7 };
		const [valid] = await run({
			orders: items(order),
			articles: items(row),
			parameters: { useArticles: true },
		});
		const { lines } = valid![0]!.json.validation as { lines: IDataObject[] };
		expect(lines.map(({ articleNumber, article }) => [articleNumber, article])).toEqual(
			numbers.map(() => ['ABC-123', row]),
		);
	});

	it('stay without an article, but stay, when the rule only warns or is off', async () => {
		const order = anOrder({
			packages: [aLine({ articleNumber: ' X\u200b ' }), aLine({ articleNumber: null })],
			theoretical_price: null,
		});
		const rules = ['unknown_article', 'line_missing_article_number'];
		for (const severity of ['warning', 'off']) {
			const [valid] = await run({
				orders: items(order),
				articles: items({ sku: 'ABC-123' }),
				parameters: {
					useArticles: true,
					severities: { rules: rules.map((code) => ({ code, severity })) },
				},
			});
			expect((valid![0]!.json.validation as IDataObject).lines).toMatchObject([
				{ line: 1, articleNumber: 'X', article: null },
				{ line: 2, articleNumber: null, article: null },
			]);
		}
	});

	it('have numbers where the order has some, and what was sent where it has none', async () => {
		const order = anOrder({
			packages: [
				aLine({ quantity: '4.000', price: 2.5, total: ' 10.000 ' }),
				aLine({ quantity: 1.5, name: ' \u200b', price: null, total: 'ten' }),
				aLine({ quantity: 'four', name: '\u{1f468}\u200d\u{1f373} Chef ', total: '' }),
			],
		});
		const [, invalid] = await run({ orders: items(order) });
		expect((invalid![0]!.json.validation as IDataObject).lines).toMatchObject([
			{ quantity: 4, unitPrice: '2.5', total: '10.000' },
			{ quantity: 1.5, articleName: null, unitPrice: null, total: 'ten' },
			{ quantity: 'four', articleName: '\u{1f468}\u200d\u{1f373} Chef', total: null },
		]);
	});

	it('have the name of the list where the order has none', async () => {
		const [valid] = await run({
			orders: items(anOrder({ packages: [aLine({ name: '' })] })),
			articles: items({ sku: 'ABC-123', name: 'Vine tomatoes' }),
			parameters: { useArticles: true },
		});
		expect((valid![0]!.json.validation as IDataObject).lines).toMatchObject([
			{ articleName: 'Vine tomatoes' },
		]);
	});
});

describe('one item per line', () => {
	it('repeats the order and its validation beside each line', async () => {
		const lines = [aLine(), aLine({ articleNumber: 'LEM-9', name: 'Lemons', quantity: '2' })];
		const order = anOrder({ packages: lines, theoretical_price: null });
		const [valid] = await run({
			orders: items({ no: 'order' }, order),
			parameters: { itemPer: 'line' },
		});
		expect(
			valid!.map(({ json, pairedItem }) => [
				Object.keys(json).slice(0, 2),
				(json.line as IDataObject).articleNumber,
				(json.validation as { lines: unknown[] }).lines.length,
				json.packages,
				pairedItem,
			]),
		).toEqual([
			[['validation', 'line'], 'ABC-123', 2, lines, { item: 1 }],
			[['validation', 'line'], 'LEM-9', 2, lines, { item: 1 }],
		]);
	});

	it('is one for each order where an expression says so', async () => {
		const [valid] = await run({
			orders: items(anOrder({ per: 'line' }), anOrder({ per: 'order' })),
			parameters: { itemPer: '={{ $json.per }}' },
		});
		expect(valid!.map(({ json }) => 'line' in json)).toEqual([true, false]);
	});

	it('cannot be chosen by an expression that gives anything else', async () => {
		await expect(
			run({ orders: items(anOrder()), parameters: { itemPer: '={{ "lines" }}' } }),
		).rejects.toMatchObject({
			message: "Cannot check orders. 'Output' is neither order nor line.",
		});
	});

	it('keeps what has no lines', async () => {
		const [, invalid] = await run({
			orders: items({ no: 'order' }),
			parameters: { itemPer: 'line' },
		});
		expect(invalid!.map(({ json }) => [json.no, json.line])).toEqual([['order', null]]);
	});
});

describe('as a tool of an AI agent', () => {
	it.each([
		['as a step of the workflow', { rewireOutputLogTo: 'ai_tool' }],
		['by the type n8n gives the tool', { type: 'n8n-nodes-apicbase.apicbaseOrderValidationTool' }],
	])('tells the agent of every order on the first output: %s', async (_how, change) => {
		const orders = items(anOrder(), anOrder({ packages: [] }));
		const context = aContext({ inputs: [orders] });
		Object.assign(context.node, change);
		const [first, second] = await node.execute.call(context);
		expect([first!.map(({ json }) => (json.validation as IDataObject).valid), second]).toEqual([
			[true, false],
			[],
		]);
	});

	it("tells it so in n8n's own context of a tool", async () => {
		const { workflow, node: given, additionalData } = aContext({});
		const context = new SupplyDataContext(
			workflow,
			given,
			additionalData,
			'trigger',
			{ resultData: { runData: {} } } as never,
			0,
			[],
			{ ai_tool: [items({ no: 'order' })] },
			'ai_tool',
			{ data: { main: [[]] }, node: given, source: null },
			[],
		);
		const [first] = await node.execute.call(context as unknown as IExecuteFunctions);
		expect(first!.map(({ json }) => (json.validation as IDataObject).valid)).toEqual([false]);
	});
});

describe('its description', () => {
	it('names both outputs, and the further inputs that are used', () => {
		const { outputs, outputNames, inputs } = node.description;
		expect({ outputs, outputNames }).toEqual({
			outputs: ['main', 'main'],
			outputNames: ['Valid', 'Invalid'],
		});
		// Any parameter that takes an expression serves to work this one out.
		const evaluate = (useArticles: boolean, useCustomers: boolean) =>
			aContext({
				parameters: { useArticles, useCustomers, cutOffTime: inputs as string },
			}).getNodeParameter('cutOffTime', 0);
		const named = (...names: string[]) =>
			names.map((displayName) => ({ type: 'main', displayName }));
		expect([
			evaluate(false, false),
			evaluate(true, false),
			evaluate(false, true),
			evaluate(true, true),
		]).toEqual([
			['main'],
			named('Orders', 'Articles'),
			named('Orders', 'Customers'),
			named('Orders', 'Articles', 'Customers'),
		]);
	});
});
