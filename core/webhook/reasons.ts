import { readField } from '../json';
import { format, type Language, languages } from '../messages/format';
import { onOneLine } from '../text';
import { refusalPhrases, unavailableReason, type Reason } from './response';
import { isSupplierReason, supplierReason } from './supplierReasons';

/** Whether the customer has to change a refused order, or may send the same one again later. */
export type AnswerWith = 'change' | 'later';

/** Names under which objects hold a sentence for people. */
const sentenceKeys = ['message', 'reason', 'sentence', 'text', 'description', 'error'];
const deepest = 8;
/** What is longer, such as the page of a web server, is not for a customer. */
const longestSentence = 500;
const mostSentences = 100;

/**
 * Why an order is refused: the sentences somebody wrote (text, one a line, or whatever an expression gives), where a code
 * of `supplierReasons` stands for its sentence; else what its validation found, in the language of the validation; for
 * "later" without sentences, that it may be sent again.
 */
export function reasonsFor(
	order: unknown,
	written: unknown,
	answerWith: AnswerWith = 'change',
): Reason[] {
	const language = languageOf(order);
	const reasons = writtenIn(written).slice(0, mostSentences);
	if (reasons.length > 0)
		return reasons.map(
			(reason) =>
				supplierReason(reason, order, language) ?? {
					code: 'refused_by_supplier',
					message: onOneLine(String(reason), longestSentence),
				},
		);
	if (answerWith === 'later') return [unavailableReason(language)];
	const errors = errorsOf(order);
	return errors.length > 0
		? errors
		: [
				{
					code: 'refused_by_supplier',
					message: format(refusalPhrases.refusedBySupplier, {}, language),
				},
			];
}

/** The language in which the validation of an order speaks to the customer, else its trigger; English when neither does. */
export function languageOf(order: unknown): Language {
	const [validated, received] = ['validation', 'sync'].map((key) =>
		languages.find((known) => known === readField(order, [key, 'language'])),
	);
	return validated ?? received ?? 'en';
}

/** What a validation found, in the customer's sentences; the staff's where there are no others. */
function errorsOf(order: unknown): Reason[] {
	const forCustomer = readField(order, ['validation', 'customerIssues']);
	if (Array.isArray(forCustomer)) return forCustomer.filter(isReason).map(toReason);
	const found = readField(order, ['validation', 'issues']);
	return Array.isArray(found) ? found.filter(isError).map(toReason) : [];
}

const toReason = ({ code, message }: Reason): Reason => ({ code, message });

const isReason = (issue: unknown): issue is Reason =>
	typeof readField(issue, ['code']) === 'string' &&
	typeof readField(issue, ['message']) === 'string';

const isError = (issue: unknown): issue is Reason =>
	isReason(issue) && readField(issue, ['severity']) === 'error';

/** What an expression makes of a missing value. */
const noSentence = /^(?:undefined|null|NaN)$/;

/** The sentences, and the codes with their lines, in text, numbers, lists and objects, however they are nested. */
function writtenIn(written: unknown, depth = 0): unknown[] {
	const inside = (value: unknown) => writtenIn(value, depth + 1);
	if (typeof written === 'string') {
		// What JavaScript makes of an object inside a text.
		return written
			.replaceAll('[object Object]', '')
			.split(/[\n\r\u2028\u2029]/)
			.map((line) => line.trim())
			.filter((line) => /[\p{L}\p{N}]/u.test(line) && !noSentence.test(line));
	}
	if (typeof written === 'number' || typeof written === 'bigint')
		return writtenIn(String(written), depth);
	if (typeof written !== 'object' || written === null || depth === deepest) return [];
	const issues = readField(written, ['issues']) ?? readField(written, ['validation', 'issues']);
	if (Array.isArray(issues)) {
		const errors = issues.filter(isError);
		return inside(errors.length > 0 ? errors : issues);
	}
	const named = sentenceKeys
		.map((key) => inside(readField(written, [key])))
		.find((sentences) => sentences.length > 0);
	if (named !== undefined) return named;
	return isSupplierReason(written) ? [written] : Object.values(written).flatMap(inside);
}
