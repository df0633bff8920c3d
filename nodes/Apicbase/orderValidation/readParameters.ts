import type { RawSettings } from '../../../core/validation/checkSettings';
import { languages, type Language } from '../../../core/messages/language';

/** Reads one parameter of the node, whatever kind of context it runs in. */
export type ReadParameter = (name: string, fallback: string) => unknown;

/** The rules' settings as they stand in a node's parameters. */
export function readRawSettings(read: ReadParameter): RawSettings {
	return {
		priceTolerancePercent: read('priceTolerancePercent', ''),
		minimumOrderValue: read('minimumOrderValue', ''),
		leadTimeDays: read('leadTimeDays', ''),
		cutOffTime: read('cutOffTime', ''),
		deliveryDays: read('deliveryDays', ''),
		closedDates: read('closedDates', ''),
		timeZone: read('timeZone', ''),
		severities: read('severities.rules', ''),
	};
}

/** The language in which the customer is told; English when an expression gives anything else. */
export function readLanguage(read: ReadParameter): Language {
	const chosen = read('messageLanguage', 'en');
	return languages.find((language) => language === chosen) ?? 'en';
}
