import fc from 'fast-check';
import { parseJson } from '../../core/json.ts';

describe('parsing JSON', () => {
	it.each([
		['{"id":390500353590008123456}', { id: '390500353590008123456' }],
		[
			'[-9007199254740993,9007199254740991, 9007199254740992 ]',
			['-9007199254740993', 9007199254740991, '9007199254740992'],
		],
		[
			'{"remarks":"call 12345678901234567890, then \\"12345678901234567890\\""}',
			{ remarks: 'call 12345678901234567890, then "12345678901234567890"' },
		],
		[
			'[0.12345678901234567890,1.5e12345678901234567,12345678901234567890.5]',
			[0.12345678901234568, Infinity, 12345678901234567000],
		],
		['\ufeff{"a":1}', { a: 1 }],
		['{"\\\\":12345678901234567890}', { '\\': '12345678901234567890' }],
		['["a\\\\\\"12345678901234567890"]', ['a\\"12345678901234567890']],
	])('reads %s', (json, value) => {
		expect(parseJson(json)).toEqual({ ok: true, value });
	});

	it.each([
		'',
		'{',
		'[01234567890123456789]',
		'1234567890123456x',
		'{"a":1}}',
		'"\u0001"',
		'[--12345678901234567890]',
		'[+12345678901234567890]',
		'[.12345678901234567890]',
		'[true12345678901234567890]',
	])('does not read %j', (text) => {
		expect(parseJson(text)).toEqual({ ok: false });
	});

	it.each<[string, (length: number) => string]>([
		['an unterminated string', (n) => '"' + 'a'.repeat(n)],
		['escaped quotes without an end', (n) => '"' + '\\"'.repeat(n / 2)],
		['backslashes without an end', (n) => '"' + '\\'.repeat(n)],
		['strings that open and close', (n) => '"'.repeat(n)],
		['one long number', (n) => '9'.repeat(n)],
		['one long number with a point', (n) => `${'9'.repeat(n)}.`],
		['long numbers', (n) => '1234567890123456789,'.repeat(n / 20)],
		['minus signs', (n) => '-'.repeat(n)],
	])('takes time in proportion to the length of %s', (_what, hostile) => {
		const millisecondsOf = (length: number) => {
			const text = `[1234567890123456789,${hostile(length)}`;
			const runs = Array.from({ length: 3 }, () => {
				const start = performance.now();
				parseJson(text);
				return performance.now() - start;
			});
			return Math.min(...runs);
		};
		// Eight times the text: quadratic time would be minutes. The rest is room for a busy machine.
		expect(millisecondsOf(1_048_576)).toBeLessThan(40 * (millisecondsOf(131_072) + 5));
	});

	it('keeps long ids exact among everything else', () => {
		const ids = fc.bigInt({ min: 10n ** 16n, max: 10n ** 40n }).map(String);
		fc.assert(
			fc.property(ids, fc.string({ unit: 'binary' }), (id, text) => {
				const json = `{${JSON.stringify(text)}:${JSON.stringify(text)},"in":[${id},-${id}]}`;
				expect(parseJson(json)).toEqual({
					ok: true,
					value: {
						...(JSON.parse(`{${JSON.stringify(text)}:${JSON.stringify(text)}}`) as object),
						in: [id, `-${id}`],
					},
				});
			}),
		);
	});

	it('reads everything else as JSON.parse does', () => {
		fc.assert(
			fc.property(fc.json({ stringUnit: 'binary', depthSize: 'small' }), (json) => {
				fc.pre(!/\d{16}/.test(json));
				expect(parseJson(json)).toEqual({ ok: true, value: JSON.parse(json) as unknown });
			}),
		);
	});
});
