import type { RuleMeta } from '../core/messages/issue.ts';
import { say } from '../core/messages/language.ts';
import { sayLine } from '../core/messages/lineName.ts';
import { allRules } from '../core/validation/rules/allRules.ts';
import { structureRules } from '../core/order/structureRules.ts';

export const startMarker = '<!-- messages:start -->';
export const endMarker = '<!-- messages:end -->';

const line = sayLine({ line: 2, articleNumber: 'ABC-123', articleName: 'Tomatoes' });

/** The block of the README that lists every message, markers included. */
export function messageTable(): string {
	const structure = Object.values(structureRules).map((rule) => row(rule, 'error'));
	const rules = allRules.map((rule) => row(rule, rule.defaultSeverity));
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

function row({ code, message, example, owner }: RuleMeta, severity: string): string {
	const sentence = say(message, { line, ...example }, 'en').replace(/\|/g, '\\|');
	return `| \`${code}\` | ${severity} | ${sentence} | ${owner} |`;
}
