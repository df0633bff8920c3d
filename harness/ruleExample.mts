import type { Issue } from '../core/messages/issue.ts';
import type { PurchaseOrder } from '../core/order/purchaseOrder.ts';
import type { Language } from '../core/messages/format.ts';
import { customerReads, issuesOf, type ChecksChanges } from './checks.mts';

export interface RuleExample {
	/** An order that breaks the rule, and only this one. */
	broken: PurchaseOrder;
	checks?: ChecksChanges;
	/** Where the issue is; the order as a whole unless a line is named. */
	at: Pick<Issue, 'path'> & Partial<Issue>;
	/** The sentence in English. */
	says: string;
	/** What the customer reads when the rule refuses the order. */
	customerReads?: Record<Exclude<Language, 'en'>, string>;
	/** Orders that just keep the rule, by what they show. */
	kept: Record<string, { order: PurchaseOrder; checks?: ChecksChanges }>;
}

interface TestedRule {
	code: string;
	defaultSeverity: string;
}

/** The tests that every rule must pass. */
export function testRule(rule: TestedRule, example: RuleExample): void {
	describe(rule.code, () => testCode(rule, example));
}

function testCode(
	{ code, defaultSeverity }: TestedRule,
	{ broken, checks = {}, at, says, customerReads: sentences, kept }: RuleExample,
): void {
	const place = { line: null, articleNumber: null, articleName: null };
	const found = (severity: string) => ({ code, severity, ...place, ...at, message: says });
	const withSeverity = (severity: string): ChecksChanges => ({
		...checks,
		severities: [{ code, severity }],
	});
	const issues = (changes: ChecksChanges) =>
		issuesOf(broken, changes).map(({ fix: _fix, owner: _owner, ...issue }) => issue);

	it('fires, and says where and what', () => {
		expect(issues(checks)).toEqual([found(at.severity ?? defaultSeverity)]);
	});

	if (sentences)
		it.each(Object.entries(sentences))('says so to the customer: %s', (messageLanguage, said) => {
			const read = customerReads(broken, { ...withSeverity('error'), messageLanguage });
			expect(read).toEqual([said]);
		});

	it.each(Object.entries(kept))('does not fire: %s', (_what, keeping) => {
		expect(issuesOf(keeping.order, keeping.checks ?? checks)).toEqual([]);
	});

	it('can warn, refuse or be switched off', () => {
		expect(issues(withSeverity('warning'))).toEqual([{ ...found('warning'), severity: 'warning' }]);
		expect(issues(withSeverity('error'))).toEqual([{ ...found('error'), severity: 'error' }]);
		expect(issues(withSeverity('off'))).toEqual([]);
	});
}
