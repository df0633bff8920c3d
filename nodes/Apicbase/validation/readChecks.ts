import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import { prepareChecks, type Checks } from '../../../core/order/checkOrder';
import { readCheckSettings } from '../../../core/order/readCheckSettings';
import { UnusableSetting } from '../../../core/order/unusableSetting';
import { readList } from '../../../core/order/readList';
import { readArticles } from './readArticles';
import { readTypedSettings } from './readParameters';

/** Makes the checks for all orders of a run from the node's parameters and its second input, or says what cannot be used. */
export function readChecks(context: IExecuteFunctions): Checks | NodeOperationError {
	const read = (name: string, fallback: string) => context.getNodeParameter(name, 0, fallback);
	const typed = readCheckSettings(readTypedSettings(read), context.getTimezone());
	if (typed instanceof UnusableSetting) {
		return new NodeOperationError(context.getNode(), typed.message, { description: typed.description });
	}
	const articles = read('useArticles', '') === true ? readArticles(context) : undefined;
	if (articles instanceof NodeOperationError) return articles;
	const customerNumbers = readList(read('customerNumbers', ''));
	return prepareChecks(typed.settings, {
		calendar: typed.calendar,
		...(articles && { articles }),
		...(customerNumbers.length > 0 && { customerNumbers: new Set(customerNumbers) }),
	});
}
