import { readLabel } from '../json';
import { parseOrder } from '../order/purchaseOrder';
import { applyRules, readOrder, type Checks } from './checkOrder';
import { describeValidation, type Validation } from './validation';

/** Checks anything that may be an order, says in sentences what is wrong with it, and hands on what it read. */
export function validateOrder(value: unknown, checks: Checks, nowMs: number): Validation {
	const language = checks.context.settings.messageLanguage;
	const orderNumber = readLabel(value, ['order_number']);
	const parsed = parseOrder(value);
	if (!parsed.ok) return describeValidation({ orderNumber }, parsed.issues, language);
	const checked = readOrder(parsed.order, checks.context, nowMs);
	return describeValidation({ orderNumber, checked }, applyRules(checked, checks), language);
}
