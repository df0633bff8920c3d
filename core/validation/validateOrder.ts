import { checkOrder, type Checks } from './checkOrder';
import type { Language } from '../messages/language';
import { parseOrder } from '../order/parseOrder';
import { readLabel } from '../json';
import { describeValidation, type Validation } from './validation';

/** Checks anything that may be an order, and says in sentences what is wrong with it. */
export function validateOrder(
	value: unknown,
	checks: Checks,
	language: Language,
	nowMs: number,
): Validation {
	const parsed = parseOrder(value);
	const diagnostics = parsed.ok ? checkOrder(parsed.order, checks, nowMs) : parsed.issues;
	return describeValidation(readLabel(value, ['order_number']), diagnostics, language);
}
