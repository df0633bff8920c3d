import { NodeOperationError, type IWebhookFunctions } from 'n8n-workflow';
import { prepareChecks } from '../../../core/validation/checkOrder';
import { readCheckSettings } from '../../../core/validation/readCheckSettings';
import { InvalidSetting } from '../../../core/validation/unusableSetting';
import type { DeliveryRules } from '../../../core/webhook/judgeDelivery';
import { readLanguage, readRawSettings } from '../orderValidation/readParameters';

/** The rules that the trigger's parameters ask for before an order is answered; `undefined` when its structure is enough. */
export function readDeliveryRules(
	context: IWebhookFunctions,
	nowMs: number,
): DeliveryRules | undefined {
	const read = (name: string, fallback: string) => context.getNodeParameter(name, fallback);
	if (read('checks', 'structure') !== 'rules') return undefined;
	const typed = readCheckSettings(readRawSettings(read), context.getTimezone());
	if (typed instanceof InvalidSetting) {
		throw new NodeOperationError(context.getNode(), typed.message, {
			description: typed.description,
		});
	}
	return {
		checks: prepareChecks(typed.settings, { calendar: typed.calendar }),
		language: readLanguage(read),
		nowMs,
	};
}
