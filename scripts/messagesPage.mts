import { structureRules } from '../core/order/structureRules.ts';
import type { RuleMeta } from '../core/messages/issue.ts';
import {
	format,
	formatLineName,
	type Language,
	languages,
	type LocalizedMessage,
} from '../core/messages/format.ts';
import { allRules } from '../core/validation/rules/allRules.ts';
import { orderSuperseded } from '../core/webhook/receiveOrder.ts';
import {
	refusalPhrases,
	signatureRefused,
	tooLarge,
	unreadable,
} from '../core/webhook/response.ts';
import { supplierReason, supplierReasons } from '../core/webhook/supplierReasons.ts';

const articleNames = { en: 'Tomatoes', nl: 'Tomaten', fr: 'Tomates', de: 'Tomaten' };

const intro = `# Messages

What an order can be refused or flagged for, and what people read. The structure of an order is always checked; each rule can refuse, only warn, or be switched off in Apicbase Order Validation and in the Apicbase Trigger. The customer reads their own language; what the staff reads, with the next step, is English. Written by \`npx tsx scripts/listMessages.mts --write\`.`;

const erpIntro = `Write one of these codes into *Reasons* of the answer *Refuse*, and the customer reads its sentence in the language of the validation, else of the trigger. With an expression a code may name its line: \`{{ { code: 'line_article_not_known', line: 2 } }}\`. The take-one-order examples do so.`;

const answersIntro = `The Apicbase Trigger answers with these, and gives its reasons after *was not sent*. A sender that is not confirmed reads "${signatureRefused().body.message}" (403), a body that is no JSON object "${unreadable().body.message}" (400), and one that is too large "${tooLarge().body.message}" (413).`;

const { received, receivedBefore, notSent, refusedBySupplier } = refusalPhrases;
/** By what an answer says as its status or its reason. */
const answers = {
	accepted: received,
	already_accepted: receivedBefore,
	refused: notSent,
	refused_by_supplier: refusedBySupplier,
};

/** The page docs/messages.md: every code, with its sentence in all languages, its next step and who can fix it. */
export function messagesPage(): string {
	const structure = Object.values(structureRules).map((rule) => section(rule, 'Always refused'));
	const rules = allRules.map((rule) =>
		section(rule, rule.defaultSeverity === 'error' ? 'Refused' : 'A warning'),
	);
	return (
		[
			intro,
			'## Structure',
			merge(structure),
			'## Rules',
			'Whether a rule refuses or warns is its default.',
			merge(rules),
			'## What the ERP step refuses',
			erpIntro,
			...Object.keys(supplierReasons).map(reasonSection),
			'## What the trigger answers',
			answersIntro,
			section(orderSuperseded, 'Refused, unless *When an Order Is Sent Again* is *Run Again*'),
			...Object.entries(answers).map(answerSection),
			'',
		]
			.join('\n\n')
			.trimEnd() + '\n'
	);
}

/** One code may have several sentences; its heading stands once. */
function merge(sections: readonly string[]): string {
	const headings = new Set<string>();
	return sections
		.map((text) => {
			const [heading = '', ...rest] = text.split('\n\n');
			if (headings.has(heading)) return rest.slice(1).join('\n\n');
			headings.add(heading);
			return text;
		})
		.join('\n\n');
}

function section(rule: RuleMeta, outcome: string): string {
	const sentences = languages.map((language) => `- ${language}: ${example(rule, language)}`);
	return [
		`### \`${rule.code}\``,
		`${outcome}. Who can fix it: ${rule.owner}. ${rule.fix}`,
		sentences.join('\n'),
	].join('\n\n');
}

function answerSection([status, phrase]: [string, LocalizedMessage]): string {
	const sentences = languages.map(
		(language) => `- ${language}: ${format(phrase, { orderNumber: '1042' }, language)}`,
	);
	return `### \`${status}\`\n\n${sentences.join('\n')}`;
}

function reasonSection(code: string): string {
	const sentences = languages.map((language) => {
		const line = { stock_item: { name: articleNames[language] } };
		const reason = supplierReason({ code, line: 2 }, { packages: [{}, line] }, language);
		return `- ${language}: ${reason?.message}`;
	});
	return `### \`${code}\`\n\n${sentences.join('\n')}`;
}

function example({ message, example: params }: RuleMeta, language: Language): string {
	const name = { line: 2, articleNumber: 'ABC-123', articleName: articleNames[language] };
	return format(message, { line: formatLineName(name, language), ...params }, language);
}
