import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { ApiProblem } from '../../../core/api/problem';

/** "Return All" and "Limit", as every n8n list has them. */
export const listFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] } },
	},
];

/** How many results the user wants; `doing` is what was to be done, e.g. `read orders`. */
export function readLimit(
	context: IExecuteFunctions,
	itemIndex: number,
	doing: string,
): { ok: true; limit: number } | { ok: false; problem: ApiProblem } {
	if (context.getNodeParameter('returnAll', itemIndex, false))
		return { ok: true, limit: Number.POSITIVE_INFINITY };
	const entered: unknown = context.getNodeParameter('limit', itemIndex, 50);
	const isText = typeof entered === 'string' && entered.trim() !== '';
	const limit = typeof entered === 'number' || isText ? Number(entered) : Number.NaN;
	if (Number.isInteger(limit) && limit > 0) return { ok: true, limit };
	return {
		ok: false,
		problem: {
			kind: 'bad_request',
			message: `Cannot ${doing}. 'Limit' is not a whole number above zero.`,
			description: "Enter a number such as 50, or switch on 'Return All'.",
			status: null,
		},
	};
}

/** Says that entries may be missing: Apicbase numbers its pages, so that an entry of a list that changes may be on none. */
export function hintAtChanges(context: IExecuteFunctions, entries: string): void {
	context.addExecutionHints({
		message: `Some ${entries} may be missing: Apicbase's list changed both times it was read. Run it again.`,
		location: 'outputPane',
	});
}
