import { formatDiagnostic, type Issue, type RuleMeta } from '../core/validation/issue.ts';
import { checkOrder } from '../core/validation/checkOrder.ts';
import type { PurchaseOrder } from '../core/order/purchaseOrder.ts';
import { issuesOf, someChecks, someTimeMs, type ChecksChanges } from './checks.mts';

export interface RuleExample {
	/** An order that breaks the rule, and only this one. */
	broken: PurchaseOrder;
	checks?: ChecksChanges;
	/** All that is said of it, but for the code and the severity `error`. */
	issue: Partial<Issue> & Pick<Issue, 'path' | 'message' | 'fix' | 'owner'>;
	said: Record<'nl' | 'fr' | 'de', string>;
	/** Orders that just keep the rule, by what they show. */
	kept: Record<string, { order: PurchaseOrder; checks?: ChecksChanges }>;
}

/** The tests that every rule must pass. */
export function testRule({ code }: Pick<RuleMeta, 'code'>, example: RuleExample): void {
	describe(code, () => testCode(code, example));
}

function testCode(code: string, { broken, checks = {}, issue, said, kept }: RuleExample): void {
	const place = { line: null, articleNumber: null, articleName: null };
	const expected: Issue = { code, severity: 'error', ...place, ...issue };
	const withSeverity = (severity: string): ChecksChanges => ({
		...checks,
		severities: [{ code, severity }],
	});

	it('fires, and says where, what and who', () => {
		expect(issuesOf(broken, checks)).toEqual([expected]);
	});

	it.each(Object.entries(kept))('does not fire: %s', (_what, keeping) => {
		expect(issuesOf(keeping.order, keeping.checks ?? checks)).toEqual([]);
	});

	it('can warn, refuse or be switched off', () => {
		expect(issuesOf(broken, withSeverity('warning'))).toEqual([
			{ ...expected, severity: 'warning' },
		]);
		expect(issuesOf(broken, withSeverity('error'))).toEqual([{ ...expected, severity: 'error' }]);
		expect(issuesOf(broken, withSeverity('off'))).toEqual([]);
	});

	it('speaks Dutch, French and German', () => {
		const [diagnostic] = checkOrder(broken, someChecks(checks), someTimeMs);
		expect(
			Object.fromEntries(
				(['nl', 'fr', 'de'] as const).map((language) => [
					language,
					formatDiagnostic(diagnostic!, language),
				]),
			),
		).toEqual(said);
	});
}
