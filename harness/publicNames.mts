import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

/** What a saved workflow relies on of one parameter. */
export interface PublicParameter {
	default: unknown;
	/** Of a list to choose from. */
	values?: unknown[];
}

/**
 * The parameters of a node or credential by name, below the resource and operation that show them, e.g.
 * "order.getAll.filters.notFetched". Notices are no parameters.
 */
export function namesIn(
	properties: INodeProperties[],
	within = '',
): Record<string, PublicParameter> {
	const names: Record<string, PublicParameter> = {};
	for (const property of properties.filter(({ type }) => type !== 'notice')) {
		const name = [within, ...placeOf(property), property.name]
			.filter((part) => part !== '')
			.join('.');
		names[name] = { default: property.default, ...valuesOf(property) };
		Object.assign(
			names,
			...insideOf(property).map(([place, inner]) => namesIn(inner, `${name}${place}`)),
		);
	}
	return names;
}

function placeOf({ displayOptions }: INodeProperties): string[] {
	const { resource = [], operation = [] } = displayOptions?.show ?? {};
	return [...resource, ...operation].map(String);
}

function valuesOf({ type, options = [], modes }: INodeProperties): { values?: unknown[] } {
	if (modes) return { values: modes.map(({ name }) => name) };
	return type === 'options' || type === 'multiOptions'
		? { values: (options as INodePropertyOptions[]).map(({ value }) => value) }
		: {};
}

function insideOf({ type, options = [] }: INodeProperties): Array<[string, INodeProperties[]]> {
	if (type === 'collection') return [['', options as INodeProperties[]]];
	return type === 'fixedCollection'
		? (options as INodePropertyCollection[]).map(({ name, values }) => [`.${name}`, values])
		: [];
}
