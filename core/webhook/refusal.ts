import type { Diagnostic } from '../messages/issue';
import type { Language } from '../messages/language';
import { describeValidation, type Validation } from '../validation/validation';
import { nameOrder } from './answer';

/** What the Refused output carries: what came, and why it was not taken. */
export type Refusal = Record<string, unknown> & {
	sync: { externalId: string | null; source: 'webhook'; receivedAt: string };
	validation: Validation;
};

/** Makes the item for the person who looks after refused orders, from something that may not be an order at all. */
export function refusal(
	payload: Record<string, unknown>,
	diagnostics: readonly Diagnostic[],
	{
		language,
		nowMs,
		externalIdPrefix,
	}: { language?: Language; nowMs: number; externalIdPrefix?: string },
): Refusal {
	const { externalId, orderNumber } = nameOrder(payload, externalIdPrefix);
	return {
		...payload,
		sync: {
			externalId,
			source: 'webhook',
			receivedAt: new Date(nowMs).toISOString(),
		},
		validation: describeValidation({ orderNumber }, diagnostics, language),
	};
}
