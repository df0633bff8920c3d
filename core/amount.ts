import Big from 'big.js';
import { cleanText } from './text';

declare const unit: unique symbol;

/** A whole number of millionths; branded, so that a plain number is never taken for an amount. */
type Millionths = number & { readonly [unit]: 'millionths' };

/**
 * An exact decimal: a whole number of millionths, or a Big where that would not be exact. Nearly every amount in an order
 * fits the first, which is several times as fast (`npm run bench -- core`).
 */
export type Amount = Millionths | Big;

/** The content of an amount field: as written, and its value when it is a number. */
export interface ReadAmount {
	written: string | number;
	value: Amount | undefined;
}

const million = 1_000_000;
const millionths = (count: number) => count as Millionths;

export const zero: Amount = millionths(0);

const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/i;
/** Beyond these, arithmetic itself would take long, and no price is that long. */
const longestAmount = 100;
const largestExponent = 100;

/** Reads a decimal as Apicbase or another system writes it; `undefined` when the field is empty. */
export function readAmount(field: string | number | null | undefined): ReadAmount | undefined {
	if (field === undefined || field === null) return undefined;
	const plain = parseMillionths(String(field));
	if (plain !== undefined) return { written: field, value: plain };
	const written = typeof field === 'number' ? field : cleanText(field);
	return written === '' ? undefined : { written, value: parseAmount(meantBy(String(written))) };
}

/** The amount of a number literal. */
export const amountOf = (literal: number): Amount => parseAmount(String(literal)) ?? zero;

/** A double holds this many digits for sure, and fewer of them after some arithmetic. */
const sureDigits = 15;
const meantDigits = 12;
/** Nobody writes so many decimals. */
const floatDecimals = 7;
/** Relative to the amount. */
const floatNoise = 1e-13;
const residue = 1e-10;

/**
 * The number that was meant: arithmetic with doubles leaves 5.1000000000000005, 9.99999999999998 or 5.6e-17 where people
 * mean 5.1, 10 and 0. Fewer digits, fewer decimals or a larger difference are meant as they are written.
 */
function meantBy(text: string): string {
	if (text.length < sureDigits || text.length > longestAmount) return text;
	const [, whole = '', fraction = '', exponent = '0'] = digitsOf.exec(text) ?? [];
	const digits = (whole + fraction).replace(/0+$/, '');
	const decimals = digits.length - whole.length - Number(exponent);
	if (digits.replace(/^0+/, '').length < sureDigits || decimals < floatDecimals) return text;
	const float = Number(text);
	if (Math.abs(float) < residue) return '0';
	const meant = Number(float.toPrecision(meantDigits));
	return Math.abs(float - meant) <= Math.abs(meant) * floatNoise ? String(meant) : text;
}

const digitsOf = /^[+-]?(\d*)\.?(\d*)(?:e([+-]?\d+))?$/i;

function parseAmount(text: string): Amount | undefined {
	const plain = parseMillionths(text);
	if (plain !== undefined) return plain;
	if (text.length > longestAmount || !decimal.test(text)) return undefined;
	// big.js does not take a leading plus.
	const value = new Big(text.replace(/^\+/, ''));
	return Math.abs(value.e) > largestExponent ? undefined : value;
}

const mostWhole = 9;
const mostDecimals = 6;
/** With a sign and a point. */
const longestPlain = mostWhole + mostDecimals + 2;
const digitZero = 0x30;

/**
 * The amount in plain digits, up to nine of them before and six after the point: below 2^50 millionths, so exact. Digit by
 * digit, since every amount of every line passes here.
 */
function parseMillionths(text: string): Millionths | undefined {
	if (text.length > longestPlain) return undefined;
	const first = text.startsWith('-') ? 1 : 0;
	let count = 0;
	let point = text.length;
	for (let at = first; at < text.length; at++) {
		const digit = text.charCodeAt(at) - digitZero;
		if (digit >= 0 && digit <= 9) count = count * 10 + digit;
		else if (text[at] === '.' && point === text.length) point = at;
		else return undefined;
	}
	const decimals = Math.max(0, text.length - point - 1);
	const isPlain = point > first && point - first <= mostWhole && decimals <= mostDecimals;
	if (!isPlain || text.endsWith('.')) return undefined;
	for (let place = decimals; place < mostDecimals; place++) count *= 10;
	return millionths(first === 1 ? -count : count);
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
		if (Number.isSafeInteger(product)) return millionths(product);
	}
	return toBig(a).times(toBig(b));
}

export function add(a: Amount, b: Amount): Amount {
	if (typeof a === 'number' && typeof b === 'number' && Number.isSafeInteger(a + b))
		return millionths(a + b);
	return toBig(a).plus(toBig(b));
}

/** Whether an amount is a whole number of times another one; nothing is a multiple of zero or less. */
export function isMultipleOf(amount: Amount, unit: Amount): boolean {
	if (!isLess(zero, unit)) return false;
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
		.gt(toBig(millionths(halfACent * roundings)));
}

/** Whether an amount differs from the expected one by more than this many per cent of it. */
export function differsBeyondPercent(amount: Amount, expected: Amount, percent: Amount): boolean {
	if (isEqual(amount, expected)) return false;
	if (typeof amount === 'number' && typeof expected === 'number' && typeof percent === 'number') {
		const hundredfold = Math.abs(amount - expected) * 100 * million;
		const tolerated = Math.abs(expected) * percent;
		if (Number.isSafeInteger(hundredfold) && Number.isSafeInteger(tolerated))
			return hundredfold > tolerated;
	}
	const difference = toBig(amount).minus(toBig(expected)).abs();
	return difference.times(100).gt(toBig(expected).abs().times(toBig(percent)));
}

/** Whether an amount is at least three times another one, or at most a third of it; both have to be more than zero. */
export function isOutOfProportion(amount: Amount, expected: Amount): boolean {
	if (!isLess(zero, amount) || !isLess(zero, expected)) return false;
	const three = millionths(3 * million);
	return !isLess(amount, multiply(expected, three)) || !isLess(expected, multiply(amount, three));
}

/** An amount in plain digits, without exponent, with at least so many decimals and no superfluous zeros behind them. */
export function toDecimalString(amount: Amount, leastDecimals = 0): string {
	if (typeof amount !== 'number')
		return amount.toFixed(amount.round(leastDecimals).eq(amount) ? leastDecimals : undefined);
	const count = Math.abs(amount);
	const rest = count % million;
	const whole = `${amount < 0 ? '-' : ''}${(count - rest) / million}`;
	if (rest === 0 && leastDecimals === 0) return whole;
	// Behind a one, so that zeros in front stay.
	const digits = String(million + rest);
	let end = digits.length;
	while (end > leastDecimals + 1 && digits[end - 1] === '0') end--;
	return `${whole}.${digits.slice(1, end)}`;
}

/** A text that is the same for equal amounts, however they were written: the millionths. */
export function amountKey(amount: Amount): string {
	if (typeof amount === 'number') return String(amount);
	return amount.eq(0) ? '0' : amount.times(million).toFixed();
}
