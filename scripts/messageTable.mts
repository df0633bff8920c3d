import { lineFieldNames } from '../core/messages/fieldNames.ts';
import type { RuleMeta } from '../core/validation/issue.ts';
import { say, type Facts } from '../core/messages/language.ts';
import { sayLine } from '../core/messages/lineName.ts';
import { allRules } from '../core/validation/rules/allRules.ts';
import { structureRules } from '../core/validation/structureRules.ts';
import { readDay } from '../core/timestamp.ts';

export const startMarker = '<!-- messages:start -->';
export const endMarker = '<!-- messages:end -->';

/** What the sentences are shown with; a code that needs other facts than the rest has its own. */
const usual: Facts = {
	line: sayLine({ line: 2, articleNumber: 'ABC-123', articleName: 'Tomatoes' }),
	levels: 64,
	articleNumber: 'ABC-999',
	customerNumber: 'C-42',
	firstLine: 1,
	quantity: '4',
	minimum: '5',
	multiple: '3',
	price: '2.75',
	listPrice: '2.5',
	product: '11',
	total: '12',
	sum: '11',
	date: '30/02/2026',
	day: { day: readDay('2026-11-22')! },
	earliest: { day: readDay('2026-11-24')! },
	cutOff: '16:00',
	remarks: 'Ring the bell at the back',
};
const special: Record<string, Facts> = {
	line_quantity_not_whole: { quantity: '1.5' },
	line_quantity_not_positive: { quantity: '0' },
	line_price_unreadable: { price: '2,75' },
	line_total_unreadable: { total: 'ten' },
	order_total_unreadable: { total: 'ten' },
	below_minimum_order_value: { total: '12', minimum: '50' },
};

/** The block of the README that lists every message, markers included. */
export function messageTable(): string {
	const structure = Object.entries(structureRules).map(([name, kind]) => {
		const field = name === 'orderFieldUnreadable' ? 'remarks' : lineFieldNames.quantity_ordered!;
		return row(kind, 'error', { ...usual, field });
	});
	const rules = allRules.map((rule) =>
		row(rule, rule.defaultSeverity, { ...usual, ...special[rule.code] }),
	);
	return [
		startMarker,
		'',
		'| code | unless changed | message | who can fix it |',
		'| --- | --- | --- | --- |',
		...structure,
		...rules,
		'',
		endMarker,
	].join('\n');
}

function row({ code, message, owner }: RuleMeta, severity: string, facts: Facts): string {
	return `| \`${code}\` | ${severity} | ${say(message, facts, 'en').replace(/\|/g, '\\|')} | ${owner} |`;
}
