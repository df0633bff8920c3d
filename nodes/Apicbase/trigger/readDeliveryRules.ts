import type { IWebhookFunctions } from 'n8n-workflow';
import { prepareChecks } from '../../../core/validation/checkOrder';
import type { DeliveryRules } from '../../../core/webhook/judgeDelivery';
import { settingsReader } from '../rules/readSettings';
import { rulesWithoutLists, settingNamesFor } from '../rules/settings';

/** The rules that the trigger's parameters ask for before an order is answered; `undefined` when its structure is enough. */
export function readDeliveryRules(
	context: IWebhookFunctions,
	nowMs: number,
): DeliveryRules | undefined {
	if (context.getNodeParameter('checks', 'rules') === 'structure') return undefined;
	const source = {
		node: context.getNode(),
		timeZone: context.getTimezone(),
		evaluate: (name: string) => context.getNodeParameter(name, ''),
	};
	const settings = settingsReader(source, settingNamesFor(rulesWithoutLists))(0);
	return { checks: prepareChecks(settings, {}), language: settings.messageLanguage, nowMs };
}
