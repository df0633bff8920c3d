import type { Diagnostic } from '../validation/issue';
import type { Language } from '../messages/language';
import { readLabel } from '../json';
import { externalIdOf } from '../order/sync';
import { describeValidation, type Validation } from '../validation/validation';

/** What the Refused output carries: what came, and why it was not taken. */
export type Refusal = Record<string, unknown> & {
	sync: { externalId: string | null; source: 'webhook'; receivedAt: string };
	validation: Validation;
};

/** Makes the item for the person who looks after refused orders, from something that may not be an order at all. */
export function refusal(
	payload: Record<string, unknown>,
	diagnostics: readonly Diagnostic[],
	language: Language | undefined,
	nowMs: number,
): Refusal {
	const id = readLabel(payload, ['id']);
	return {
		...payload,
		sync: {
			externalId: id === null ? null : externalIdOf(id),
			source: 'webhook',
			receivedAt: new Date(nowMs).toISOString(),
		},
		validation: describeValidation(
			{ orderNumber: readLabel(payload, ['order_number']) },
			diagnostics,
			language,
		),
	};
}
