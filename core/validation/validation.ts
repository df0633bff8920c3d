import { composeMessages, type OrderMessages } from '../messages/composeMessages';
import type { Language } from '../messages/format';
import { nothingHandedOn, type HandedOn } from './handedOn';
import { formatDiagnostic, toIssue, type Diagnostic, type Issue } from '../messages/issue';
import type { CalendarDay } from '../timestamp';

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

/** What is known of an order besides what is wrong with it. */
export interface OrderFacts {
	orderNumber: string | null;
	handedOn?: HandedOn;
	deliveryDay?: CalendarDay | null;
	/** As it was sent. */
	total?: string | null;
}

/** Sums up what was found about an order; warnings alone leave it valid. */
export function describeValidation(
	{ orderNumber, handedOn = nothingHandedOn, deliveryDay = null, total = null }: OrderFacts,
	diagnostics: readonly Diagnostic[],
	language: Language = 'en',
): Validation {
	const errors = diagnostics.filter(({ severity }) => severity === 'error');
	const warnings = diagnostics.filter(({ severity }) => severity === 'warning');
	const { lines } = handedOn;
	const messages = composeMessages({
		orderNumber,
		errors,
		warnings,
		language,
		lines,
		deliveryDay,
		total,
	});
	return {
		valid: errors.length === 0,
		errors: errors.length,
		warnings: warnings.length,
		...messages,
		...handedOn,
		issues: diagnostics.map(toIssue),
		language,
		customerIssues: errors.map((error) => ({
			code: error.code,
			message: language === 'en' ? error.message : formatDiagnostic(error, language),
		})),
	};
}
