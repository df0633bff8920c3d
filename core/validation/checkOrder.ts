import { makeDiagnostic, type Diagnostic, type Severity } from './issue';
import { nameLine } from '../messages/lineName';
import type { PurchaseOrder } from '../order/purchaseOrder';
import { readOrder } from './readOrder';
import { lineRules, orderRules } from './rules/allRules';
import type { CheckedLine, CheckedOrder, Reference, Rule, RuleContext } from './rules/rule';
import type { CheckSettings } from './checkSettings';

interface ActiveRule<Subject> {
	rule: Rule<Subject>;
	severity: Severity;
}

/** The rules that can fire, with what they need; made once per run. */
export interface Checks {
	context: RuleContext;
	orderRules: ReadonlyArray<ActiveRule<CheckedOrder>>;
	lineRules: ReadonlyArray<ActiveRule<CheckedLine>>;
}

/** Picks the rules that the settings leave on and whose reference is there. */
export function prepareChecks(settings: CheckSettings, reference: Reference): Checks {
	const context = { ...reference, settings };
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
		calendar: true,
		articles: context.articles !== undefined,
		customers: context.customerNumbers !== undefined,
	};
	return rules.flatMap((rule) => {
		const severity = context.settings.severities.get(rule.code) ?? rule.defaultSeverity;
		return severity !== 'off' && isThere[rule.needs] ? [{ rule, severity }] : [];
	});
}

/** Runs every rule over an order: first those about the order, then line by line. The order counts as placed at `nowMs` when it does not say when. */
export function checkOrder(order: PurchaseOrder, checks: Checks, nowMs: number): Diagnostic[] {
	const { context } = checks;
	const checked = readOrder(order, context, nowMs);
	const diagnostics: Diagnostic[] = [];
	for (const { rule, severity } of checks.orderRules) {
		const params = rule.check(checked, context);
		if (params !== undefined)
			diagnostics.push(makeDiagnostic(rule, severity, { path: rule.field, line: null }, params));
	}
	for (const line of checked.lines) {
		for (const { rule, severity } of checks.lineRules) {
			const params = rule.check(line, context);
			if (params === undefined) continue;
			const location = {
				path: `packages.${line.line - 1}.${rule.field}`,
				line: nameLine(order, line.line - 1),
			};
			diagnostics.push(makeDiagnostic(rule, severity, location, params));
		}
	}
	return diagnostics;
}
