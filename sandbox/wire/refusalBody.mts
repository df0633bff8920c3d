import type { Switches } from '../state/switches.mts';
import type { FieldMessages } from './orderFilters.mts';

/** What a 400 says: messages by field as in Django REST Framework, or one text that names no field. */
export function refusalBody(
	fields: FieldMessages,
	{ refusals }: Pick<Switches, 'refusals'>,
): Record<string, unknown> {
	return refusals === 'byField' ? fields : { detail: Object.values(fields).flat().join(' ') };
}
