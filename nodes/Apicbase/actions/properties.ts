import type { INodeProperties } from 'n8n-workflow';
import type { Operation, Resources } from './operation';

/** The dropdown of resources, the dropdown of each one's operations, and the fields of each operation. */
export function propertiesOf(resources: Resources): INodeProperties[] {
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: Object.entries(resources).map(([value, { name }]) => ({ name, value })),
			default: 'order',
		},
		...Object.entries(resources).flatMap(([resource, { operations }]) =>
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
