import type { ApiProblem } from '../../../../core/api/problem';

/** An item that does not say which order it stands for. */
export const notNamed = (doing: string): ApiProblem => ({
	kind: 'configuration',
	message: `Cannot ${doing} the order. The field 'External ID' is empty.`,
	description: "Enter the order's external ID, e.g. {{ $('Claim').item.json.sync.externalId }}.",
	status: null,
});
