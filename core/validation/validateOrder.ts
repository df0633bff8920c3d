import { readLabel } from '../json';
import { parseOrder } from '../order/purchaseOrder';
import { applyRules, readOrder, type Checks } from './checkOrder';
import { handOn } from './handedOn';
import { describeValidation, type Validation } from './validation';

/** Checks anything that may be an order, says in sentences what is wrong with it, and hands on what it read. */
export function validateOrder(value: unknown, checks: Checks, nowMs: number): Validation {
	const language = checks.context.settings.messageLanguage;
	const orderNumber = readLabel(value, ['order_number']);
	const parsed = parseOrder(value);
	if (!parsed.ok) return describeValidation({ orderNumber }, parsed.issues, language);
	const checked = readOrder(parsed.order, checks.context, nowMs);
	const facts = {
		orderNumber,
		handedOn: handOn(checked),
		deliveryDay: checked.delivery?.day ?? null,
		total: checked.total === undefined ? null : String(checked.total.written),
	};
	return describeValidation(facts, applyRules(checked, checks), language);
}
