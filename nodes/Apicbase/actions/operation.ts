import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

/** One thing the node can do: what a person fills in for it, and how it runs over all input items. */
export interface Operation {
	/** The entry in the operation dropdown; `value` is what workflows store. */
	option: { name: string; value: string; action: string; description: string };
	properties: INodeProperties[];
	/** One list of items per output. */
	execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]>;
}

export interface Resource {
	option: { name: string; value: string };
	operations: Operation[];
}

/** The dropdown of a resource's operations, and the fields of each, shown only where they belong. */
export function propertiesOf({ option, operations }: Resource): INodeProperties[] {
	const show = { resource: [option.value] };
	return [
		{
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			displayOptions: { show },
			options: operations.map((operation) => operation.option),
			default: firstOf(operations),
		},
		...operations.flatMap((operation) =>
			operation.properties.map((property) => ({
				...property,
				displayOptions: {
					show: { ...show, operation: [operation.option.value], ...property.displayOptions?.show },
				},
			})),
		),
	];
}

const firstOf = (operations: readonly Operation[]): string => operations[0]?.option.value ?? '';
