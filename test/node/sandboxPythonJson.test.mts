import { readFileSync } from 'node:fs';
import path from 'node:path';
import { compactUtf8, signBody } from '../../sandbox/webhook/prepareDelivery.mts';
import { pythonJson } from '../../sandbox/wire/pythonJson.mts';

const vector = (name: string) =>
	readFileSync(path.join(process.cwd(), 'test/fixtures/vectors', name), 'utf8');

describe('a body as Python writes it', () => {
	it('is the body of the vector, byte for byte', () => {
		expect(pythonJson(JSON.parse(vector('compact-utf8.json')))).toBe(vector('python-wire.json'));
	});

	it('has the signature that Python computed', () => {
		expect(signBody(vector('python-wire.json'), 'test-client-secret')).toBe(
			'a4fb622d9ff41a659358783e76a9bf26f0388bee12d54812ea5df855e9c4ba0e',
		);
		expect(signBody(vector('compact-utf8.json'), 'test-client-secret')).toBe(
			'6e7bdb73206642048f9e1673653789349a6be0e9012ddde5aa9a403d85a5e4a3',
		);
	});

	it.each<[string, unknown, string]>([
		['control characters', '\u0000\b\t\n\f\r\u001f', String.raw`"\u0000\b\t\n\f\r\u001f"`],
		['the last ASCII character', '~\u007f\u0080', String.raw`"~\u007f\u0080"`],
		['characters beyond U+FFFF', '🍋', String.raw`"\ud83c\udf4b"`],
		['a lone surrogate', '\ud83c', String.raw`"\ud83c"`],
		['quotes, backslashes and slashes', '"\\/', String.raw`"\"\\/"`],
		['nothing', [null, {}, [], true, false], '[null, {}, [], true, false]'],
		[
			'whole numbers',
			[0, -7, 1e21, 2n ** 60n],
			'[0, -7, 1000000000000000000000, 1152921504606846976]',
		],
		[
			'fractions',
			[0.5, 0.0001, 0.00001, 1.5e-7, -0, -2.25],
			'[0.5, 0.0001, 1e-05, 1.5e-07, -0.0, -2.25]',
		],
		['no numbers', [NaN, Infinity, -Infinity], '[NaN, Infinity, -Infinity]'],
		['keys', { é: 1, left: undefined }, String.raw`{"\u00e9": 1}`],
	])('writes %s', (_name, value, written) => {
		expect(pythonJson(value)).toBe(written);
	});

	it('refuses what Python cannot write', () => {
		expect(() => pythonJson([() => 1])).toThrow(
			new TypeError("Python's json.dumps cannot write a JavaScript function"),
		);
	});
});

describe('a proxy that reformats', () => {
	it('makes compact UTF-8 of the body', () => {
		expect(compactUtf8(vector('python-wire.json'))).toBe(vector('compact-utf8.json'));
	});

	it('leaves numbers as they stand', () => {
		expect(compactUtf8('{"a": 3.0, "b": [1e2, 12345678901234567890]}')).toBe(
			'{"a":3.0,"b":[1e2,12345678901234567890]}',
		);
	});
});
