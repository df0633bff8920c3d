import type { INode } from 'n8n-workflow';
import { isBlank } from '../../../core/validation/settings';

/** n8n's own until somebody sets one (GENERIC_TIMEZONE, https://docs.n8n.io/hosting/configuration/environment-variables/timezone-localization/). */
const defaultZone = 'America/New_York';

/**
 * What to tell people when delivery days were read in a time zone that nobody chose: at midnight in Brussels it is still the
 * day before in New York. `undefined` when somebody did.
 */
export const unsetTimeZone = ({ parameters }: INode, zone: string): string | undefined =>
	zone === defaultZone && isBlank(parameters.timeZone)
		? `Delivery days were read in ${zone}, which n8n uses when nobody has set a time zone. Enter yours under 'Time Zone'.`
		: undefined;
