import type { IConnections, INodeParameters } from 'n8n-workflow';
import { itemsOf, type Execution } from '../../harness/n8n/executionApi.mts';
import type { RunningN8n } from '../../harness/n8n/startN8n.mts';
import { sharedN8n } from '../../harness/n8n/testN8n.mts';
import { aNode } from '../../harness/n8n/workflowParts.mts';
import { aLine, anOrder } from '../../harness/orders.mts';

let n8n: RunningN8n;

beforeAll(async () => {
	n8n = await sharedN8n();
});

const code = (name: string, rows: unknown[], afterMs = 0) =>
	aNode(
		name,
		'n8n-nodes-base.code',
		{
			jsCode: `await new Promise((resolve) => setTimeout(resolve, ${afterMs})); return ${JSON.stringify(rows.map((json) => ({ json })))};`,
		},
		{ typeVersion: 2 },
	);

/** Orders and articles from two branches into the validation, run by hand. */
async function check(
	orders: unknown[],
	articles: unknown[],
	parameters: INodeParameters,
	articlesAfterMs = 0,
): Promise<Execution> {
	const to = (node: string, index = 0) => ({ node, type: 'main' as const, index });
	const connections: IConnections = {
		Start: { main: [[to('Orders'), to('Articles')]] },
		Orders: { main: [[to('Check')]] },
		Articles: { main: [[to('Check', 1)]] },
		Check: { main: [[to('ERP')], [to('Staff')]] },
	};
	const workflow = await n8n.client.workflows.create({
		name: 'Check orders',
		nodes: [
			aNode('Start', 'n8n-nodes-base.manualTrigger'),
			code('Orders', orders),
			code('Articles', articles, articlesAfterMs),
			aNode('Check', 'n8n-nodes-apicbase.apicbaseOrderValidation', {
				useArticles: true,
				...parameters,
			}),
			aNode('ERP', 'n8n-nodes-base.noOp'),
			// Reads the order through n8n's item links, as people's workflows do.
			aNode(
				'Staff',
				'n8n-nodes-base.set',
				{
					mode: 'raw',
					jsonOutput:
						'={{ { number: $("Orders").item.json.order_number, summary: $json.validation.summary } }}',
				},
				{ typeVersion: 3.4 },
			),
		],
		connections,
	});
	return await n8n.client.executions.ended(await n8n.client.workflows.run(workflow.id, 'Start'));
}

it('sends orders on by two outputs, checked against the articles of the second input', async () => {
	const orders = [
		anOrder({ order_number: '1' }),
		anOrder({ order_number: '2', packages: [aLine({ articleNumber: 'NEW-1' })] }),
		anOrder({ order_number: '3' }),
		anOrder({
			order_number: '4',
			packages: [aLine({ quantity: 3, total: '7.500' })],
			theoretical_price: '7.500',
		}),
	];
	const run = await check(orders, [{ ref: 'abc-123', step: 2 }], {
		articleFields: { number: 'ref', multiple: 'step' },
		articleMatching: ['case'],
	});
	expect(run.status).toBe('success');
	expect(itemsOf(run, 'ERP').map((order) => order.order_number)).toEqual(['1', '3']);
	expect(itemsOf(run, 'Staff')).toEqual([
		{
			number: '2',
			summary:
				'Cannot sync order 2. Line 1, Tomatoes, has article number "NEW-1", which is not in the product range.',
		},
		{
			number: '4',
			summary:
				'Cannot sync order 4. Line 1, Tomatoes, has a quantity of 3, but is sold in multiples of 2.',
		},
	]);
});

it('waits for articles that come late', async () => {
	const run = await check(
		[anOrder()],
		[{ ref: 'ABC-123' }],
		{ articleFields: { number: 'ref' } },
		2_000,
	);
	expect(itemsOf(run, 'ERP').map((order) => order.order_number)).toEqual(['1042']);
});

it('stops the run with one sentence when the articles did not come', async () => {
	const run = await check([anOrder()], [], {});
	expect([run.status, run.error?.message]).toEqual([
		'error',
		"Cannot check orders against the articles. The input 'Articles' has no items.",
	]);
});

it('says which of the columns there are when the named one is not among them', async () => {
	const run = await check([anOrder()], [{ sku: 'ABC-123' }], { articleFields: { number: 'skuu' } });
	expect(run.error).toMatchObject({
		message: 'Cannot check orders against the articles. The articles have no column "skuu".',
		description: 'Choose one of these under \'Article Columns\': "sku".',
	});
});
