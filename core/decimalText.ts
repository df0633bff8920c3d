import { cleanText } from './text';

const currency = /^(?:€|£|\$|eur|usd|gbp)\s*|\s*(?:€|£|\$|eur|usd|gbp)$/gi;
const plainDecimal = /^-?\d+(?:\.\d+)?$/;
const dottedGroups = /^-?\d{1,3}(?:\.\d{3})+,\d+$/;
const commaGroups = /^-?\d{1,3}(?:,\d{3})+\.\d+$/;
const commaDecimal = /^-?\d+,\d+$/;
/** 1,250 is one and a quarter in Ghent and one thousand two hundred and fifty in Dublin; 1.250 is the other of the two. */
const twoMeanings = /^-?[1-9]\d{0,2}([.,])\d{3}$/;
/** No price or quantity is longer. */
const longestNumber = 40;

/** A decimal with a point, or why the text cannot be read as one. */
export type DecimalText =
	{ ok: true; decimal: string } | { ok: false; problem: 'not_decimal' | 'ambiguous' };

/**
 * Reads a decimal as people and spreadsheets write it: "8,95", "1.250,50", "1,250.50", "€ 2.50". Systems write decimals
 * with a point, so "1.250" is ambiguous only where others beside it are known to have a comma.
 */
export function readDecimalText(written: string, besideCommas = false): DecimalText {
	if (written.length > longestNumber) return { ok: false, problem: 'not_decimal' };
	const text = bareNumber(written);
	const separator = twoMeanings.exec(text)?.[1];
	if (separator === ',' || (separator === '.' && besideCommas))
		return { ok: false, problem: 'ambiguous' };
	if (plainDecimal.test(text)) return { ok: true, decimal: text };
	if (dottedGroups.test(text))
		return { ok: true, decimal: text.replaceAll('.', '').replace(',', '.') };
	if (commaGroups.test(text)) return { ok: true, decimal: text.replaceAll(',', '') };
	if (commaDecimal.test(text)) return { ok: true, decimal: text.replace(',', '.') };
	return { ok: false, problem: 'not_decimal' };
}

/** Whether a text is a decimal with a comma and nothing else: "8,95" or "1.250,50", but not "1,250". */
export function hasDecimalComma(written: string): boolean {
	if (written.length > longestNumber) return false;
	const text = bareNumber(written);
	return !twoMeanings.test(text) && (commaDecimal.test(text) || dottedGroups.test(text));
}

/** Without its currency and the spaces between groups of three digits. */
const bareNumber = (written: string): string =>
	cleanText(written)
		.replace(currency, '')
		.replace(/(?<=\d) (?=\d{3}(?!\d))/g, '');
