import type { INode, INodeParameters } from 'n8n-workflow';
import type { N8n } from '../../harness/n8n/startN8n.mts';
import { aNode } from '../../harness/n8n/workflowParts.mts';
import { selfBuiltChain, type Contender } from '../n8n/contenders.mts';

interface Erp {
	url: string;
}

const http = (name: string, parameters: INodeParameters): INode =>
	aNode(name, 'n8n-nodes-base.httpRequest', parameters, { typeVersion: 4.2 });

const intoErp = ({ url }: Erp): INode =>
	http('ERP', {
		method: 'POST',
		url,
		sendBody: true,
		specifyBody: 'json',
		jsonBody: `={{ JSON.stringify({
			external_id: 'apicbase-' + $('Check').item.json.id,
			order_number: $('Check').item.json.order_number,
			customer_number: $('Check').item.json.supplier_customer_number,
			delivery_date: $('Check').item.json.expected_delivery_date,
			lines: $('Check').item.json.packages.map((line) => ({ article_number: line.article_number, quantity: line.quantity })),
		}) }}`,
	});

const intoTable = (dataTableId: string): INode =>
	aNode(
		'Table',
		'n8n-nodes-base.dataTable',
		{
			resource: 'row',
			operation: 'upsert',
			dataTableId: { __rl: true, mode: 'id', value: dataTableId },
			matchType: 'allConditions',
			filters: {
				conditions: [
					{
						keyName: 'externalId',
						condition: 'eq',
						keyValue: "={{ 'apicbase-' + $('Check').item.json.id }}",
					},
				],
			},
			columns: {
				mappingMode: 'defineBelow',
				value: {
					externalId: "={{ 'apicbase-' + $('Check').item.json.id }}",
					orderNumber: "={{ $('Check').item.json.order_number }}",
				},
			},
		},
		{ typeVersion: 1.1 },
	);

/** What start-here does, from n8n's own nodes: answered at once, then into a table and the ERP, unchecked but for its structure. */
export const selfBuiltStart = (
	n8n: N8n,
	hmacSecret: string,
	erp: Erp,
	dataTableId: string,
): Promise<Contender> =>
	selfBuiltChain(n8n, { hmacSecret, after: [intoTable(dataTableId), intoErp(erp)] });

/** What a careful user builds: looked up in the ERP, created there, logged, and answered then. */
export const selfBuiltLookUp = (
	n8n: N8n,
	hmacSecret: string,
	erp: Erp,
	dataTableId: string,
): Promise<Contender> =>
	selfBuiltChain(n8n, {
		hmacSecret,
		before: [
			http('Look Up', { url: `=${erp.url}?external_id=apicbase-{{ $json.id }}` }),
			intoErp(erp),
			intoTable(dataTableId),
		],
	});
