import { chooseColumns, chooseCustomerColumns } from '../core/articles/columns.ts';
import { indexCustomerNumbers, indexCustomers } from '../core/articles/customerIndex.ts';
import { indexArticles } from '../core/articles/articleIndex.ts';
import type { IgnorableDifference } from '../core/articles/codes.ts';
import { checkOrder, prepareChecks, type Checks } from '../core/validation/checkOrder.ts';
import { readSettings, type RawSettings } from '../core/validation/settings.ts';
import { validateOrder } from '../core/validation/validateOrder.ts';
import { toIssue, type Issue } from '../core/messages/issue.ts';
import type { PurchaseOrder } from '../core/order/purchaseOrder.ts';

export interface ChecksChanges extends Omit<RawSettings, 'customerNumbers'> {
	articles?: Array<Record<string, unknown>>;
	ignored?: IgnorableDifference[];
	customers?: Array<Record<string, unknown>>;
	customerNumbers?: string[];
	/** When the order is handled. */
	nowMs?: number;
}

/** The checks of a supplier in Brussels, with what a test sets. */
export function someChecks({
	articles,
	ignored = [],
	customers,
	customerNumbers,
	nowMs: _nowMs,
	...typed
}: ChecksChanges = {}): Checks {
	const read = readSettings(typed, 'Europe/Brussels');
	if (!read.ok) throw new Error(JSON.stringify(read.problem));
	return prepareChecks(read.settings, {
		...(articles && { articles: articleIndex(articles, ignored) }),
		...(customers && { customers: customerIndex(customers, ignored) }),
		...(customerNumbers && { customers: indexCustomerNumbers(customerNumbers) }),
	});
}

function articleIndex(rows: Array<Record<string, unknown>>, ignored: IgnorableDifference[]) {
	const chosen = chooseColumns(rows, {});
	if (!chosen.ok)
		throw new Error(`No column looks like an article number among ${chosen.present.join(', ')}.`);
	return indexArticles(rows, chosen.columns, ignored);
}

function customerIndex(rows: Array<Record<string, unknown>>, ignored: IgnorableDifference[]) {
	const chosen = chooseCustomerColumns(rows, {});
	if (!chosen.ok) throw new Error(chosen.problem);
	return indexCustomers(rows, chosen.columns, ignored);
}

/** A moment well before any order of a test: only what has no date of its own is measured by it. */
export const someTimeMs = Date.UTC(2026, 10, 20, 12);

/** What the checks find about an order, as people and nodes see it. */
export function issuesOf(order: PurchaseOrder, changes: ChecksChanges = {}): Issue[] {
	return checkOrder(order, someChecks(changes), changes.nowMs ?? someTimeMs).map(toIssue);
}

/** What the customer reads of an order that is refused. */
export function customerReads(order: PurchaseOrder, changes: ChecksChanges): string[] {
	const found = validateOrder(order, someChecks(changes), changes.nowMs ?? someTimeMs);
	return found.customerIssues.map(({ message }) => message);
}
