import fc from 'fast-check';
import Big from 'big.js';
import {
	add,
	amountOf,
	differsBeyondPercent,
	differsBeyondRounding,
	isEqual,
	isLess,
	isMultipleOf,
	isOutOfProportion,
	isWhole,
	multiply,
	readAmount,
	toDecimalString,
	toBig,
	type Amount,
} from '../../core/amount.ts';

const amount = (text: string | number): Amount => readAmount(text)!.value!;

describe('an amount', () => {
	it.each([
		['2.500', '2.5'],
		['-0.000001', '-0.000001'],
		['+3', '3'],
		['.5', '0.5'],
		['-.5', '-0.5'],
		['5.', '5'],
		['1234567890.1', '1234567890.1'],
		['0.0000001', '0.0000001'],
		['1e3', '1000'],
		['1E-8', '0.00000001'],
		[' 7 ', '7'],
		[0.1, '0.1'],
		[1e21, '1000000000000000000000'],
		['999999999.999999', '999999999.999999'],
		[
			'12345678901234567890123456789012345678901234567890',
			'12345678901234567890123456789012345678901234567890',
		],
	])('is read from %j', (written, said) => {
		expect(toDecimalString(amount(written))).toBe(said);
	});

	it.each([null, undefined, '', ' \t'])('is absent in %j', (blank) => {
		expect(readAmount(blank)).toBeUndefined();
	});

	it.each([
		'1,5',
		'.',
		'-',
		'1-',
		'1.2.3',
		'1 000',
		'NaN',
		'Infinity',
		'--1',
		'1e',
		'0x10',
		'٣',
		'1e101',
		'1e999',
		'9'.repeat(101),
		'€ 5',
		'1_000',
	])('is not %j', (written) => {
		expect(readAmount(written)).toEqual({ written, value: undefined });
	});

	/** Short and long, so that both ways of holding an amount meet. */
	const decimals = fc
		.tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.integer({ min: 0, max: 9 }))
		.map(([digits, places]) => `${digits}e-${places}`)
		.map((text) => new Big(text).toFixed());

	it('counts exactly as decimal arithmetic does', () => {
		fc.assert(
			fc.property(decimals, decimals, (a, b) => {
				const [x, y] = [amount(a), amount(b)];
				expect(toBig(multiply(x, y)).eq(new Big(a).times(b))).toBe(true);
				expect(toBig(add(x, y)).eq(new Big(a).plus(b))).toBe(true);
				expect(isLess(x, y)).toBe(new Big(a).lt(b));
				expect(isEqual(x, y)).toBe(new Big(a).eq(b));
				expect(isWhole(x)).toBe(new Big(a).round(0, 0).eq(a));
				expect(isMultipleOf(x, y)).toBe(new Big(b).gt(0) && new Big(a).mod(b).eq(0));
			}),
		);
	});

	it.each([
		[5.1000000000000005, '5.1'],
		['5.1000000000000005', '5.1'],
		[0.1 + 0.2, '0.3'],
		['0.30000000000000004', '0.3'],
		[1.1 * 3, '3.3'],
		[2.675, '2.675'],
		[123456789012.345, '123456789012.345'],
		['0.1234567890123456789', '0.1234567890123456789'],
		['0.3000000000000000444089209850062616169452667236328125', '0.3'],
		[9.99999999999998, '10'],
		['1234567.1000000001', '1234567.1'],
		[-2.4999999999999996, '-2.5'],
		[0.1 + 0.2 - 0.3, '0'],
		['5.551115123125783e-17', '0'],
		['1.5e-12', '0.0000000000015'],
		['0.000000123456789012345', '0.000000123456789012345'],
		['999999999.999999', '999999999.999999'],
		['9999999999.999999', '9999999999.999999'],
		['10.00500001', '10.00500001'],
		[10.005000000001, '10.005000000001'],
		['0.1000000000000000055511151231257827021181583404541015625', '0.1'],
		[1 / 3, '0.3333333333333333'],
	])('is what a float means: %j', (written, meant) => {
		expect(toDecimalString(readAmount(written)!.value!)).toBe(meant);
	});

	it('is meant by every sum and product that floats make of amounts with two decimals', () => {
		const cents = fc.integer({ min: 0, max: 100_000_000 });
		const count = fc.integer({ min: 0, max: 1000 });
		fc.assert(
			fc.property(cents, cents, count, (a, b, times) => {
				const exact = new Big(a).plus(b).div(100);
				for (const float of [a / 100 + b / 100, (a / 100) * times]) {
					const expected = float === a / 100 + b / 100 ? exact : new Big(a).times(times).div(100);
					expect(toBig(amount(float)).eq(expected)).toBe(true);
					expect(toBig(amount(String(float))).eq(expected)).toBe(true);
				}
			}),
		);
	});

	it('is no plain number', () => {
		// @ts-expect-error: 5 would be five millionths.
		expect(isLess(amount('4'), 5)).toBe(false);
		expect(isLess(amount('4'), amountOf(5))).toBe(true);
	});

	it('agrees with another one within half a cent for each rounding', () => {
		const differs = (a: string, b: string, roundings?: number) =>
			differsBeyondRounding(amount(a), amount(b), roundings);
		expect([
			differs('10', '10.005'),
			differs('10.000', '9.9949999'),
			differs('10', '10.0051'),
			differs('10', '10.015', 3),
			differs('10', '10.0150001', 3),
			differs('10', '10.00500001'),
		]).toEqual([false, true, true, false, true, true]);
	});

	it('is out of proportion from three times or a third on', () => {
		const isOut = (a: string, b: string) => isOutOfProportion(amount(a), amount(b));
		expect([
			isOut('3', '1'),
			isOut('2.999999', '1'),
			isOut('1', '3'),
			isOut('1', '2.999999'),
			isOut('0', '1'),
			isOut('-3', '-1'),
			isOut('1', '0'),
			isOut('0.0000003', '0.0000001'),
		]).toEqual([true, false, true, false, false, false, false, true]);
	});

	it('differs by per cent of what was expected', () => {
		const differs = (written: string, percent: string) =>
			differsBeyondPercent(amount(written), amount('3'), amount(percent));
		expect([
			differs('3.03', '1'),
			differs('3.030001', '1'),
			differs('2.97', '1'),
			differs('2.969999', '1'),
			differs('3.01', '0'),
		]).toEqual([false, true, false, true, true]);
	});
});
