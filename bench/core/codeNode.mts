import type { N8n } from '../../harness/n8n/startN8n.mts';
import type { Execution } from '../../harness/n8n/executionApi.mts';
import { aNode } from '../../harness/n8n/workflowParts.mts';
import { compareRow, type MeasuredRow } from '../frame/row.mts';
import type { Say } from '../frame/section.mts';
import { withN8n } from '../n8n/benchN8n.mts';

const rounds = 7;
const orderCount = 200;

/** What a user would write for the structure alone: no sentence, no line named. */
const structureCode = `
const isText = (value) => value == null || typeof value === 'string';
const isAmount = (value) => isText(value) || typeof value === 'number';
return $input.all().map(({ json: order }) => {
	const ok = Boolean(order.id && order.order_number) && Array.isArray(order.packages) && order.packages.length > 0
		&& [order.status, order.ordered_on, order.order_remarks, order.expected_delivery_date, order.supplier_customer_number].every(isText)
		&& order.packages.every((line) => line && isText(line.stock_item?.name) && isText(line.supplier_package?.supplier_article_number)
			&& isAmount(line.supplier_package?.theoretical_price_per_package) && isAmount(line.quantity_ordered) && isAmount(line.total_theoretical_price));
	return { json: { ...order, ok } };
});`;

/** Our node with all rules against n8n's Code node with the structural part only, on the same orders in the same runs of a real n8n. */
export async function compareInN8n(templates: object[], say: Say): Promise<MeasuredRow[]> {
	return await withN8n('vm', say, async (n8n) => {
		const workflowId = await createWorkflow(n8n, templates);
		say(`in n8n: ${rounds} runs of ${orderCount} orders`);
		const runs: Execution[] = [];
		// The first run warms both up and does not count.
		for (let round = 0; round <= rounds; round++) {
			runs.push(
				await n8n.client.executions.ended(
					await n8n.client.workflows.run(workflowId, 'Start'),
					60_000,
				),
			);
		}
		const msOf = (node: string) =>
			runs.slice(1).map(({ runData }) => Math.max(1, runData[node]![0]!.executionTime));
		return [
			compareRow({
				section: 'core',
				name: `Apicbase Order Validation in n8n, ${orderCount} orders, all rules without articles`,
				unit: 'ms',
				comparedTo: 'Code node, structure only',
				ours: msOf('Ours'),
				theirs: msOf('Code'),
				better: 'lower',
			}),
		];
	});
}

async function createWorkflow(n8n: N8n, templates: object[]): Promise<string> {
	const code = (name: string, jsCode: string) =>
		aNode(name, 'n8n-nodes-base.code', { jsCode }, { typeVersion: 2 });
	const many = `const templates = ${JSON.stringify(templates)};\nreturn Array.from({ length: ${orderCount} }, (_, i) => ({ json: { ...templates[i % templates.length], id: String(i) } }));`;
	const to = (node: string) => ({ node, type: 'main' as const, index: 0 });
	const workflow = await n8n.client.workflows.create({
		name: 'Validate',
		nodes: [
			aNode('Start', 'n8n-nodes-base.manualTrigger'),
			code('Orders', many),
			aNode('Ours', 'n8n-nodes-apicbase.apicbaseOrderValidation'),
			code('Code', structureCode),
		],
		connections: {
			Start: { main: [[to('Orders')]] },
			Orders: { main: [[to('Ours'), to('Code')]] },
		},
	});
	return workflow.id;
}
