import { readFileSync } from 'node:fs';
import { languages } from '../../../core/messages/format.ts';
import { customerPhrases, morePoints } from '../../../core/messages/customerMessage.ts';
import { allRules } from '../../../core/validation/rules/allRules.ts';
import { structureRules } from '../../../core/order/structureRules.ts';
import { orderSuperseded } from '../../../core/webhook/receiveOrder.ts';
import { refusalPhrases } from '../../../core/webhook/response.ts';
import { supplierReasons } from '../../../core/webhook/supplierReasons.ts';
import { messagesPage } from '../../../scripts/messagesPage.mts';
import { settingsTable } from '../../../scripts/settingsTable.mts';

const kinds = [...allRules, ...Object.values(structureRules), orderSuperseded];
const phrases = [
	...Object.values(customerPhrases),
	morePoints.other,
	...Object.values(refusalPhrases),
	...Object.values(supplierReasons),
];
const places = (sentence: string) => [...new Set(sentence.match(/\{\w+\}/g))].sort();

describe('the messages', () => {
	it('stand in docs/messages.md as they are (npx tsx scripts/listMessages.mts --write)', () => {
		expect(readFileSync('docs/messages.md', 'utf8')).toBe(messagesPage());
	});

	it('come with settings that stand in docs/validation.md as they are (npx tsx scripts/listMessages.mts --write)', () => {
		expect(readFileSync('docs/validation.md', 'utf8')).toContain(settingsTable());
	});

	it('have codes that are snake_case, and one rule each', () => {
		expect(kinds.filter(({ code }) => !/^[a-z]+(_[a-z]+)+$/.test(code))).toEqual([]);
		expect(new Set(allRules.map(({ code }) => code)).size).toBe(allRules.length);
	});

	it.each(languages)('use the same facts in every language: %s', (language) => {
		for (const { message } of kinds) expect(places(message[language])).toEqual(places(message.en));
		for (const phrase of phrases) expect(places(phrase[language])).toEqual(places(phrase.en));
	});

	it('avoid words that blame or mean nothing to a business', () => {
		const said = kinds
			.flatMap(({ message, fix }) => [message.en, fix])
			.concat(phrases.map(({ en }) => en));
		expect(
			said.filter((sentence) => /\b(error|failed|invalid|problem|mistake)\b/i.test(sentence)),
		).toEqual([]);
	});
});
