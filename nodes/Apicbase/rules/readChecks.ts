import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import type { IgnorableDifference } from '../../../core/articles/codes';
import { indexCustomerNumbers } from '../../../core/articles/customerIndex';
import { prepareChecks, type Checks } from '../../../core/validation/checkOrder';
import { readCheckSettings } from '../../../core/validation/readCheckSettings';
import { InvalidSetting } from '../../../core/validation/unusableSetting';
import { readList } from '../../../core/validation/readList';
import { readArticles, readCustomers } from '../orderValidation/readReferences';
import { readRawSettings } from '../orderValidation/readParameters';

/** Makes the checks for all orders of a run from the node's parameters and its further inputs; throws what cannot be used. */
export function readChecks(context: IExecuteFunctions): Checks {
	const read = (name: string, fallback: string) => context.getNodeParameter(name, 0, fallback);
	const typed = readCheckSettings(readRawSettings(read), context.getTimezone());
	if (typed instanceof InvalidSetting) {
		throw new NodeOperationError(context.getNode(), typed.message, {
			description: typed.description,
		});
	}
	const matching = (name: string) => context.getNodeParameter(name, 0, []) as IgnorableDifference[];
	const useArticles = read('useArticles', '') === true;
	const articles = useArticles
		? readArticles(
				context,
				context.getNodeParameter('articleFields', 0, {}) as Record<string, string>,
				matching('articleMatching'),
			)
		: undefined;
	const numbers = readList(read('customerNumbers', ''));
	const customers =
		read('useCustomers', '') === true
			? readCustomers(
					context,
					useArticles ? 2 : 1,
					context.getNodeParameter('customerFields', 0, {}) as Record<string, string>,
					matching('customerMatching'),
				)
			: numbers.length > 0
				? indexCustomerNumbers(numbers, matching('customerMatching'))
				: undefined;
	return prepareChecks(typed.settings, {
		calendar: typed.calendar,
		...(articles && { articles }),
		...(customers && { customers }),
	});
}
