import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import { prepareChecks, type Checks } from '../../../core/validation/checkOrder';
import { readCheckSettings } from '../../../core/validation/readCheckSettings';
import { InvalidSetting } from '../../../core/validation/unusableSetting';
import { readList } from '../../../core/validation/readList';
import { readArticles } from '../orderValidation/readArticles';
import { readRawSettings } from '../orderValidation/readParameters';

/** Makes the checks for all orders of a run from the node's parameters and its second input, or says what cannot be used. */
export function readChecks(context: IExecuteFunctions): Checks | NodeOperationError {
	const read = (name: string, fallback: string) => context.getNodeParameter(name, 0, fallback);
	const typed = readCheckSettings(readRawSettings(read), context.getTimezone());
	if (typed instanceof InvalidSetting) {
		return new NodeOperationError(context.getNode(), typed.message, {
			description: typed.description,
		});
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
