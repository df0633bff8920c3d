import Big from 'big.js';
import { cleanText } from './text';

/**
 * An exact decimal: a whole number of millionths, or a Big where that would not be exact. Nearly every amount in an order
 * fits the first, which is several times as fast (bench/core.mts).
 */
export type Amount = number | Big;

/** What stands in an amount field: as it came, and its value unless it is not a number. */
export interface ReadAmount {
	written: string | number;
	value: Amount | undefined;
}

const million = 1_000_000;
/** Up to nine digits before and six after the point: below 2^50 millionths, so that rounding the product is exact. */
const fitsMillionths = /^-?\d{1,9}(?:\.\d{1,6})?$/;
const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/i;
/** Beyond these, arithmetic itself would take long, and no price is that long. */
const longestAmount = 100;
const largestExponent = 100;

/** Reads a decimal as Apicbase or another system writes it; `undefined` when nothing stands there. */
export function readAmount(field: string | number | null | undefined): ReadAmount | undefined {
	if (field === undefined || field === null) return undefined;
	if (typeof field === 'number') return { written: field, value: parseAmount(meantBy(field)) };
	const text = cleanText(field);
	if (text === '') return undefined;
	const isFloat = text.length > meantDigits && text.includes('.') && String(Number(text)) === text;
	return { written: text, value: parseAmount(isFloat ? meantBy(Number(text)) : text) };
}

/** A double holds this many digits for sure; what stands behind them, as in 5.1000000000000005, is how it was stored. */
const meantDigits = 15;

const meantBy = (float: number): string => String(Number(float.toPrecision(meantDigits)));

function parseAmount(text: string): Amount | undefined {
	if (fitsMillionths.test(text)) return Math.round(Number(text) * million);
	if (text.length > longestAmount || !decimal.test(text)) return undefined;
	// big.js does not take a leading plus.
	const value = new Big(text.replace(/^\+/, ''));
	return Math.abs(value.e) > largestExponent ? undefined : value;
}

/** The same amount as a Big, exactly. */
export const toBig = (amount: Amount): Big =>
	typeof amount === 'number' ? new Big(`${amount}e-6`) : amount;

export function isEqual(a: Amount, b: Amount): boolean {
	return typeof a === 'number' && typeof b === 'number' ? a === b : toBig(a).eq(toBig(b));
}

export function isLess(a: Amount, b: Amount): boolean {
	return typeof a === 'number' && typeof b === 'number' ? a < b : toBig(a).lt(toBig(b));
}

export function isWhole(amount: Amount): boolean {
	return typeof amount === 'number' ? amount % million === 0 : amount.round(0, 0).eq(amount);
}

export function multiply(a: Amount, b: Amount): Amount {
	if (typeof a === 'number' && typeof b === 'number' && b % million === 0) {
		const product = a * (b / million);
		if (Number.isSafeInteger(product)) return product;
	}
	return toBig(a).times(toBig(b));
}

export function add(a: Amount, b: Amount): Amount {
	if (typeof a === 'number' && typeof b === 'number' && Number.isSafeInteger(a + b)) return a + b;
	return toBig(a).plus(toBig(b));
}

/** Whether an amount is a whole number of times another one; nothing is a multiple of zero or less. */
export function isMultipleOf(amount: Amount, unit: Amount): boolean {
	if (!isLess(0, unit)) return false;
	return typeof amount === 'number' && typeof unit === 'number'
		? amount % unit === 0
		: toBig(amount).mod(toBig(unit)).eq(0);
}

const halfACent = 5_000;

/** Whether two amounts differ by more than so many roundings to cents explain. */
export function differsBeyondRounding(a: Amount, b: Amount, roundings = 1): boolean {
	if (typeof a === 'number' && typeof b === 'number')
		return Math.abs(a - b) > halfACent * roundings;
	return toBig(a)
		.minus(toBig(b))
		.abs()
		.gt(toBig(halfACent * roundings));
}

/** Whether an amount differs from the expected one by more than this many per cent of it. */
export function differsBeyondPercent(amount: Amount, expected: Amount, percent: Amount): boolean {
	if (isEqual(amount, expected)) return false;
	const difference = toBig(amount).minus(toBig(expected)).abs();
	return difference.times(100).gt(toBig(expected).abs().times(toBig(percent)));
}

/** Whether an amount is at least three times another one, or at most a third of it; both have to be more than zero. */
export function isOutOfProportion(amount: Amount, expected: Amount): boolean {
	if (!isLess(0, amount) || !isLess(0, expected)) return false;
	const three = 3 * million;
	return !isLess(amount, multiply(expected, three)) || !isLess(expected, multiply(amount, three));
}

/** An amount in plain digits, without exponent or superfluous zeros. */
export const sayAmount = (amount: Amount): string => toBig(amount).toFixed();

/** A text that is the same for equal amounts, however they were written: the millionths. */
export function amountKey(amount: Amount): string {
	if (typeof amount === 'number') return String(amount);
	return amount.eq(0) ? '0' : amount.times(million).toFixed();
}
