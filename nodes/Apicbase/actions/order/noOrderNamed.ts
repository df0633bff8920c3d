import type { ApiProblem } from '../../../../core/api/problem';

/** Nothing stands in the field that names the order. */
export const noOrderNamed = (doing: string): ApiProblem => ({
	kind: 'bad_request',
	message: `Cannot ${doing}. The field 'Order' is empty.`,
	description:
		"Choose an order, or enter its number or ID; after an Apicbase trigger the ID is '{{ $json.id }}'.",
	status: null,
});
