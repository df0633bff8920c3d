import { composeMessages, type OrderMessages } from '../messages/composeMessages';
import type { Language } from '../messages/format';
import { handOn, nothingHandedOn, type HandedOn } from './handedOn';
import type { CheckedOrder } from './rules/rule';
import { formatDiagnostic, toIssue, type Diagnostic, type Issue } from '../messages/issue';

/** What the checks found, under the key `validation` of an order. */
export interface Validation extends OrderMessages, HandedOn {
	valid: boolean;
	errors: number;
	warnings: number;
	issues: Issue[];
	/** The customer's language. */
	language: Language;
	/** What the customer is told of each error, in their language; `message` of an issue is the staff's. */
	customerIssues: Array<Pick<Issue, 'code' | 'message'>>;
}

/** An order as it was read; without `checked` it could not be read as one. */
export interface ReadOrder {
	orderNumber: string | null;
	checked?: CheckedOrder;
}

/** Sums up what was found about an order; warnings alone leave it valid. */
export function describeValidation(
	{ orderNumber, checked }: ReadOrder,
	diagnostics: readonly Diagnostic[],
	language: Language = 'en',
): Validation {
	const errors = diagnostics.filter(({ severity }) => severity === 'error');
	const warnings = diagnostics.filter(({ severity }) => severity === 'warning');
	return {
		valid: errors.length === 0,
		errors: errors.length,
		warnings: warnings.length,
		...composeMessages({ orderNumber, order: checked, errors, warnings, language }),
		...(checked === undefined ? nothingHandedOn : handOn(checked)),
		issues: diagnostics.map(toIssue),
		language,
		customerIssues: errors.map((error) => ({
			code: error.code,
			message: language === 'en' ? error.message : formatDiagnostic(error, language),
		})),
	};
}
