import { readAmount } from '../amount';
import type { Article } from '../articles/articleIndex';
import { nameOrNull, textOrNull } from '../text';
import type { PurchaseOrder } from '../order/purchaseOrder';
import { readTimestamp, type LocalClock, type LocalTime } from '../timestamp';
import { calendarOf } from './deliveryCalendar';
import { makeDiagnostic, type Diagnostic, type Severity } from '../messages/issue';
import { lineRules, orderRules } from './rules/allRules';
import type { CheckedLine, CheckedOrder, Reference, Rule, RuleContext } from './rules/rule';
import type { CheckSettings, RuleSeverity } from './checkSettings';

interface ActiveRule<Subject> {
	rule: Rule<Subject>;
	severityOf(subject: Subject): Severity;
}

/** The rules that can fire, with what they need; made once per run. */
export interface Checks {
	context: RuleContext;
	orderRules: ReadonlyArray<ActiveRule<CheckedOrder>>;
	lineRules: ReadonlyArray<ActiveRule<CheckedLine>>;
}

/** Picks the rules that the settings leave on and whose reference is there. */
export function prepareChecks(settings: CheckSettings, reference: Reference): Checks {
	const context = { ...reference, settings, calendar: calendarOf(settings) };
	return {
		context,
		orderRules: activeOf(orderRules, context),
		lineRules: activeOf(lineRules, context),
	};
}

function activeOf<Subject>(
	rules: ReadonlyArray<Rule<Subject>>,
	context: RuleContext,
): Array<ActiveRule<Subject>> {
	const isThere = {
		nothing: true,
		articles: context.articles !== undefined,
		customers: context.customers !== undefined,
	};
	return rules.flatMap((rule) => {
		const chosen = context.settings.severities.get(rule.code);
		if (chosen === 'off' || !isThere[rule.needs]) return [];
		return [{ rule, severityOf: severityOf(rule, chosen) }];
	});
}

function severityOf<Subject>(
	rule: Rule<Subject>,
	chosen: Exclude<RuleSeverity, 'off'> | undefined,
) {
	const severity = chosen ?? rule.defaultSeverity;
	return (subject: Subject): Severity =>
		chosen === undefined && rule.isMild?.(subject) === true ? 'warning' : severity;
}

/** Runs every rule over an order: first those about the order, then line by line. */
export const checkOrder = (order: PurchaseOrder, checks: Checks, nowMs: number): Diagnostic[] =>
	applyRules(readOrder(order, checks.context, nowMs), checks);

/** Runs every rule over an order that was read. */
export function applyRules(checked: CheckedOrder, checks: Checks): Diagnostic[] {
	const { context } = checks;
	const diagnostics: Diagnostic[] = [];
	for (const { rule, severityOf } of checks.orderRules) {
		const params = rule.check(checked, context);
		if (params === undefined) continue;
		const location = { path: rule.field, line: null };
		diagnostics.push(makeDiagnostic(rule, severityOf(checked), location, params));
	}
	for (const line of checked.lines) {
		for (const active of checks.lineRules) {
			const params = active.rule.check(line, context);
			if (params === undefined) continue;
			const { rule, severityOf } = active;
			const location = { path: `packages.${line.line - 1}.${rule.field}`, line };
			diagnostics.push(makeDiagnostic(rule, severityOf(line), location, params));
		}
	}
	return diagnostics;
}

/**
 * Reads an order's text, amounts and dates once, for all rules and for what is handed on. It counts as placed at `nowMs`
 * when it does not say when.
 */
export function readOrder(order: PurchaseOrder, context: RuleContext, nowMs: number): CheckedOrder {
	const { clock } = context.calendar;
	const customerWritten = String(order.supplier_customer_number ?? '');
	const customerNumber = textOrNull(customerWritten);
	const deliveryText = textOrNull(order.expected_delivery_date);
	const now = clock.at(nowMs);
	return {
		order,
		lines: readLines(order, context),
		total: readAmount(order.theoretical_price),
		customerNumber,
		customer: customerNumber === null ? undefined : context.customers?.find(customerWritten),
		ordered: readTimestamp(order.ordered_on ?? '', clock) ?? now,
		now,
		delivery: deliveryText === null ? undefined : readDelivery(deliveryText, clock, now),
	};
}

function readDelivery(text: string, clock: LocalClock, now: LocalTime): CheckedOrder['delivery'] {
	const day = readTimestamp(text, clock)?.day;
	return { text, day, isOver: day !== undefined && day < now.day };
}

function readLines(order: PurchaseOrder, { articles }: RuleContext): CheckedLine[] {
	const firstLines = new Map<string, number>();
	return order.packages.map((line, index) => {
		const written = String(line.supplier_package?.supplier_article_number ?? '');
		const articleNumber = textOrNull(written);
		const match = articleNumber === null ? undefined : articles?.find(written);
		const article = match?.kind === 'found' ? match.row : undefined;
		let firstLine: number | undefined;
		if (articleNumber !== null) {
			const key = article?.number ?? articles?.keyOf(written) ?? articleNumber;
			firstLine = firstLines.get(key);
			if (firstLine === undefined) firstLines.set(key, index + 1);
		}
		const articleName = nameOrNull(line.stock_item?.name);
		const inList = match?.kind === 'ambiguous' ? commonNumber(match.rows) : article?.written;
		return {
			line: index + 1,
			articleNumber,
			articleName,
			shownNumber: inList ?? articleNumber,
			shownName: articleName ?? article?.name ?? null,
			match,
			article,
			firstLine,
			quantity: readAmount(line.quantity_ordered),
			price: readAmount(line.supplier_package?.theoretical_price_per_package),
			total: readAmount(line.total_theoretical_price),
		};
	});
}

const commonNumber = ([first, ...others]: readonly [Article, ...Article[]]) =>
	others.every(({ written }) => written === first.written) ? first.written : undefined;
