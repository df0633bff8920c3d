import { readDecimalText } from '../decimalText';
import { cleanText } from '../text';

/** A value as Apicbase takes it, or what is wrong with it, as it follows the value: `is not a number`. */
export type ReadValue<T> = { ok: true; value: T } | { ok: false; fact: string };

const read = <T>(value: T): ReadValue<T> => ({ ok: true, value });
const refuse = (fact: string): ReadValue<never> => ({ ok: false, fact });

/** Whether a cell is empty; Odoo writes `false` there, which is a value only where yes or no is expected. */
export const isBlank = (value: unknown): boolean =>
	value === undefined ||
	value === null ||
	value === false ||
	(typeof value === 'string' && cleanText(value) === '');

/** Text; a number is the text that people see, as spreadsheets send article numbers. */
export function readText(value: unknown, longest?: number): ReadValue<string> {
	const written =
		typeof value === 'number' && Number.isFinite(value) ? String(withoutNoise(value)) : value;
	if (typeof written !== 'string') return refuse('is not text');
	const text = cleanText(written);
	return longest !== undefined && [...text].length > longest
		? refuse(`is longer than ${longest} characters`)
		: read(text);
}

const yes = new Set('true yes y 1 on ja j oui o wahr waar vrai vero si sí sim x'.split(' '));
const no = new Set('false no n 0 off nee nein non faux falsch onwaar falso não nao'.split(' '));

/** Yes or no, also as spreadsheets and ERPs write it. */
export function readYesOrNo(value: unknown): ReadValue<boolean> {
	const word = cleanText(String(value))
		.toLowerCase()
		.replace(/^([01])\.0+$/, '$1');
	if (typeof value !== 'object' && yes.has(word)) return read(true);
	if (typeof value !== 'object' && no.has(word)) return read(false);
	return refuse('is neither true nor false');
}

/** A decimal with at most so many places, as text with a point; no floating point is involved. */
export function readDecimal(
	value: unknown,
	places: number,
	{ besideCommas = false } = {},
): ReadValue<string> {
	const found =
		typeof value === 'number'
			? readDecimalText(String(withoutNoise(value)))
			: typeof value === 'string'
				? readDecimalText(value, besideCommas)
				: undefined;
	if (!found?.ok)
		return refuse(
			found?.problem === 'ambiguous'
				? 'can be read in two ways; write it like "1250.00" or "1.2500"'
				: 'is not a decimal number',
		);
	const { decimal } = found;
	const decimals = decimal.split('.')[1]?.replace(/0+$/, '') ?? '';
	return decimals.length > places ? refuse(`has more than ${places} decimals`) : read(decimal);
}

/** A quantity above zero: whole, or with at most so many places. */
export function readQuantity(value: unknown, places: number): ReadValue<number> {
	const decimal = readDecimal(value, Math.max(places, 6));
	if (!decimal.ok) return decimal;
	const quantity = Number(decimal.value);
	if (quantity <= 0) return refuse('is not more than zero');
	return places === 0 && !Number.isSafeInteger(quantity)
		? refuse('is not a whole number')
		: read(quantity);
}

/** A number without what floating point added to it: 5.1000000000000005 is 5.1. */
const withoutNoise = (value: number): number =>
	Number.isSafeInteger(value) ? value : Number(value.toPrecision(15));

/** A number that a spreadsheet shortened, a date it made of a code, and a formula without a result. */
const mangled =
	/^\d(?:[.,]\d+)?E\+\d+$|^\d{4}-\d\d-\d\dT\d\d:\d\d|^#(?:N\/[A-Z]|NV|[A-Z\d/]+[!?])$/i;

/** A number that names something: text that is as it was entered, not what a spreadsheet made of it. */
export function readCode(value: unknown, longest: number): ReadValue<string> {
	const code = readText(value, longest);
	return code.ok && mangled.test(code.value)
		? refuse('is what a spreadsheet made of it; format the column as text')
		: code;
}

const gtinLengths = new Set([8, 12, 13, 14]);

/**
 * A GTIN: EAN-8, UPC-12, EAN-13 or GTIN-14, with a check digit that is right:
 * https://developers.apicbase.com/reference/create-assortment-file
 */
export function readGtin(value: unknown): ReadValue<string> {
	const digits =
		typeof value === 'number' ? String(value) : typeof value === 'string' ? cleanText(value) : '';
	if (!/^\d*[1-9]\d*$/.test(digits) || !gtinLengths.has(digits.length))
		return refuse('is no GTIN of 8, 12, 13 or 14 digits');
	const sum = [...digits]
		.reverse()
		.reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
	return sum % 10 === 0 ? read(digits) : refuse('has a check digit that is wrong');
}
