import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { ApiProblem } from '../../../core/api/problem';
import { isExpression, isNothing } from '../rules/readSettings';

interface Empty {
	/** `all`: one expression that gives something is enough, as where a form leaves the others blank. */
	stopsAt: 'any' | 'all';
	/** What was to be done. */
	doing: string;
}

/**
 * The field of a collection whose expression gave nothing: left out without a word, a column would mean another one, and
 * filters of which none is left would mean all orders.
 */
export function emptyExpressionIn(
	context: IExecuteFunctions,
	{ name, options = [] }: INodeProperties,
	itemIndex: number,
	{ stopsAt, doing }: Empty,
): ApiProblem | undefined {
	const raw = (context.getNode().parameters[name] ?? {}) as IDataObject;
	const values = context.getNodeParameter(name, itemIndex, {}) as IDataObject;
	const expressions = options.filter((field) => isExpression(raw[field.name]));
	const empty = expressions.filter((field) => isNothing(values[field.name]));
	const [first] = empty;
	if (first === undefined || (stopsAt === 'all' && empty.length < expressions.length))
		return undefined;
	return gaveNothing(('displayName' in first && first.displayName) || first.name, doing);
}

const gaveNothing = (label: string, doing: string): ApiProblem => ({
	kind: 'configuration',
	message: `Cannot ${doing}. '${label}' has an expression that gave nothing.`,
	description: 'Correct the expression, or remove the field.',
	status: null,
});
