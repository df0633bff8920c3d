import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { ApiProblem } from '../../../core/api/problem';
import { isExpression, isNothing } from '../rules/readSettings';

/**
 * The field of a collection whose expression gave nothing: left out without a word, a filter would mean all orders and a
 * column another one. `doing` is what was to be done.
 */
export function emptyExpressionIn(
	context: IExecuteFunctions,
	{ name, options = [] }: INodeProperties,
	itemIndex: number,
	doing: string,
): ApiProblem | undefined {
	const raw = (context.getNode().parameters[name] ?? {}) as IDataObject;
	const values = context.getNodeParameter(name, itemIndex, {}) as IDataObject;
	const empty = options.find(
		(field) => isExpression(raw[field.name]) && isNothing(values[field.name]),
	);
	return empty === undefined
		? undefined
		: gaveNothing(('displayName' in empty && empty.displayName) || empty.name, doing);
}

const gaveNothing = (label: string, doing: string): ApiProblem => ({
	kind: 'configuration',
	message: `Cannot ${doing}. '${label}' has an expression that gave nothing.`,
	description: 'Correct the expression, or remove the field.',
	status: null,
});
