import {
	NodeOperationError,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { readField } from '../../../core/json';
import { accept, refuse } from './answer';
import { getAll as getAllArticles } from './article/getAll';
import { upload } from './article/upload';
import { getAll as getAllCustomers } from './customer/getAll';
import { claim } from './ledger/claim';
import { complete, forget, release } from './ledger/endClaim';
import { problemItem, type Operation, type Resources } from './operation';
import { get } from './order/get';
import { getAll as getAllOrders } from './order/getAll';
import { markFetched, markViewed } from './order/mark';

/** Everything the Apicbase node can do. */
const resources = {
	answer: { name: 'Answer', operations: { accept, refuse } },
	article: { name: 'Article', operations: { getAll: getAllArticles, upload } },
	customer: { name: 'Customer', operations: { getAll: getAllCustomers } },
	ledger: { name: 'Ledger', operations: { claim, complete, forget, release } },
	order: { name: 'Order', operations: { get, getAll: getAllOrders, markFetched, markViewed } },
} satisfies Resources;

/** The node's panel. */
export const actionProperties = propertiesOf(resources);

/** Runs the operation chosen in the node over all its items. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const operation = chosenOperation(this);
	if ('allItems' in operation) return await operation.allItems(this);
	const items: INodeExecutionData[] = [];
	for (const itemIndex of this.getInputData().keys()) {
		const outcome = await operation.perItem(this, itemIndex);
		const pairedItem = { item: itemIndex };
		if (outcome.ok) for (const json of outcome.items) items.push({ json, pairedItem });
		else items.push(problemItem(this, outcome.problem, itemIndex));
	}
	return [items];
}

function chosenOperation(context: IExecuteFunctions): Operation {
	const resource = String(context.getNodeParameter('resource', 0));
	const name = String(context.getNodeParameter('operation', 0));
	const operation = readField(resources, [resource, 'operations', name]) as Operation | undefined;
	if (operation !== undefined) return operation;
	throw new NodeOperationError(
		context.getNode(),
		`Cannot run. There is no operation "${name}" of "${resource}".`,
		{ description: "Choose 'Resource' and 'Operation' again." },
	);
}

/** The dropdown of resources, the dropdown of each one's operations, and the fields of each operation. */
function propertiesOf(all: Resources): INodeProperties[] {
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: Object.entries(all).map(([value, { name }]) => ({ name, value })),
			default: 'order',
		},
		...Object.entries(all).flatMap(([resource, { operations }]) =>
			operationProperties(resource, operations),
		),
	];
}

function operationProperties(
	resource: string,
	operations: Readonly<Record<string, Operation>>,
): INodeProperties[] {
	const show = { resource: [resource] };
	const [first = ''] = Object.keys(operations);
	return [
		{
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			displayOptions: { show },
			options: Object.entries(operations).map(([value, { name, action, description }]) => ({
				name,
				value,
				action,
				description,
			})),
			default: first,
		},
		...Object.entries(operations).flatMap(([operation, { properties }]) =>
			properties.map((property) => ({
				...property,
				displayOptions: {
					show: { ...show, operation: [operation], ...property.displayOptions?.show },
				},
			})),
		),
	];
}
