import type {
	INodeParameterResourceLocator,
	INodeProperties,
	INodePropertyCollection,
	INodeType,
} from 'n8n-workflow';

interface Asked {
	getNodeParameter(name: string, ...others: unknown[]): unknown;
}

/**
 * The context, in which a node may ask only for parameters that it has: n8n answers a wrong name with the fallback, and the
 * user's setting does nothing.
 */
export function onlyDeclared<Context extends object>(
	context: Context,
	{ description }: INodeType,
): Context {
	const declared = new Set(pathsOf(description.properties));
	const asked = context as unknown as Asked;
	const ask = asked.getNodeParameter.bind(context);
	asked.getNodeParameter = (name, ...others) => {
		if (!declared.has(name)) throw new Error(`The node has no parameter "${name}".`);
		return ask(name, ...others);
	};
	return context;
}

function pathsOf(properties: readonly INodeProperties[], before = ''): string[] {
	return properties.flatMap((property) => {
		const path = before + property.name;
		return [path, ...pathsWithin(property, `${path}.`)];
	});
}

function pathsWithin({ type, options = [] }: INodeProperties, before: string): string[] {
	if (type === 'resourceLocator')
		return (['mode', 'value'] satisfies Array<keyof INodeParameterResourceLocator>).map(
			(part) => before + part,
		);
	if (type === 'collection') return pathsOf(options as INodeProperties[], before);
	if (type !== 'fixedCollection') return [];
	return (options as INodePropertyCollection[]).flatMap(({ name, values }) => [
		before + name,
		...pathsOf(values, `${before}${name}.`),
	]);
}
