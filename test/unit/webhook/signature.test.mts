import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { aLine, anOrder } from '../../../harness/orders.mts';
import { rebuildAsPython as rebuild } from '../../../core/webhook/pythonJson.ts';
import {
	checkSignature,
	largestBody,
	largestRebuiltBody,
	readSignature,
} from '../../../core/webhook/signature.ts';

const secret = 'test-client-secret';
const vector = (file: string) => readFileSync(`test/fixtures/vectors/${file}`);
const asSent = vector('python-wire.json');
const reformatted = vector('compact-utf8.json');
const signature = 'a4fb622d9ff41a659358783e76a9bf26f0388bee12d54812ea5df855e9c4ba0e';
const sign = (body: Uint8Array | string, key = secret) =>
	createHmac('sha256', key).update(body).digest('hex');

const rebuildAsPython = (json: string) => rebuild(json)?.toString('latin1');

const check = (changes: Partial<Parameters<typeof checkSignature>[0]> = {}) =>
	checkSignature({
		rawBody: asSent,
		signature,
		secrets: [secret],
		acceptReformattedBody: true,
		...changes,
	});

describe('a signature made by another implementation', () => {
	it('is confirmed over the raw bytes', () => {
		expect(check()).toEqual({ ok: true, body: 'as_sent' });
	});

	it('is confirmed after a proxy wrote the body anew', () => {
		expect(check({ rawBody: reformatted })).toEqual({ ok: true, body: 'rebuilt' });
	});

	it('is not confirmed for a reformatted body when that is switched off', () => {
		expect(check({ rawBody: reformatted, acceptReformattedBody: false })).toEqual({
			ok: false,
			problem: 'mismatch',
		});
	});

	it('is confirmed when a proxy put a byte order mark in front', () => {
		const marked = Buffer.concat([Buffer.from('\ufeff'), reformatted]);
		expect(check({ rawBody: marked })).toEqual({ ok: true, body: 'rebuilt' });
		const compact = '{"id":"1"}';
		expect(check({ rawBody: Buffer.from(`\ufeff${compact}`), signature: sign(compact) })).toEqual({
			ok: true,
			body: 'rebuilt',
		});
		for (const changes of [{ acceptReformattedBody: false }, { signature: sign('{}') }])
			expect(check({ rawBody: marked, ...changes })).toEqual({ ok: false, problem: 'mismatch' });
	});

	it('is tried in a rebuilt form up to a size that orders stay under, and no further', () => {
		const sized = (bytes: number) => `{"a":"${'x'.repeat(bytes - 8)}"}`;
		const results = [largestRebuiltBody, largestRebuiltBody + 1].map((bytes) => {
			const body = sized(bytes);
			const asPython = body.replace(':', ': ');
			return check({ rawBody: Buffer.from(body), signature: sign(asPython) }).ok;
		});
		expect(results).toEqual([true, false]);
		const sizeOf = (lines: number) =>
			JSON.stringify(anOrder({ packages: Array.from({ length: lines }, () => aLine()) })).length;
		expect(sizeOf(2_500)).toBeLessThan(largestRebuiltBody);
		expect(sizeOf(20_000)).toBeLessThan(largestBody);
	});

	// reliability: Cut-off body, or wrong JSON | Apicbase Trigger
	it('is not confirmed when one byte of the body differs or is missing', () => {
		const changed = Buffer.from(asSent);
		changed.writeUInt8(changed.readUInt8(100) ^ 1, 100);
		for (const rawBody of [changed, asSent.subarray(0, -1)])
			expect(check({ rawBody })).toEqual({ ok: false, problem: 'mismatch' });
	});
});

describe('secrets', () => {
	it('refuses everything when there is none, or only blanks', () => {
		const forged = sign(asSent, '');
		expect(check({ secrets: [], signature: forged })).toEqual({
			ok: false,
			problem: 'no_secret',
		});
		expect(check({ secrets: ['', '  '], signature: forged })).toEqual({
			ok: false,
			problem: 'no_secret',
		});
	});

	it('confirms with the previous secret while Apicbase changes over', () => {
		expect(check({ secrets: ['new-secret', secret] })).toEqual({ ok: true, body: 'as_sent' });
		expect(check({ secrets: [secret, 'old-secret'] })).toEqual({ ok: true, body: 'as_sent' });
		expect(check({ secrets: ['new-secret', secret], rawBody: reformatted })).toEqual({
			ok: true,
			body: 'rebuilt',
		});
	});

	it.each([` ${secret}`, `${secret}\n`])(
		'names a blank around the secret as the cause, and still refuses: %j',
		(spaced) => {
			expect(check({ secrets: [spaced, 'other-secret'] })).toEqual({
				ok: false,
				problem: 'blank_around_secret',
			});
		},
	);
});

describe('the signature header', () => {
	it.each([
		['as Apicbase sends it', signature, signature],
		['in upper case', signature.toUpperCase(), signature],
		['with blanks around it', `  ${signature}\t`, signature],
		['with all the blanks that it may have', signature.padEnd(200), signature],
	])('is read although it is %s', (_name, header, expected) => {
		expect(readSignature(header)).toBe(expected);
	});

	it.each([
		['missing', undefined],
		['empty', ''],
		['short', signature.slice(1)],
		['long', `${signature}0`],
		['repeated, as Node joins it', `${signature}, ${signature}`],
		['repeated, as a list', [signature, signature]],
		['with a prefix', `sha256=${signature}`],
		['not hexadecimal', `g${signature.slice(1)}`],
		['padded beyond reason', signature.padEnd(201)],
	])('is not a signature when it is %s', (_name, header) => {
		expect(readSignature(header)).toBeUndefined();
	});
});

describe('rebuilding what Python wrote', () => {
	const vectors = JSON.parse(vector('reencoded.json').toString()) as Array<{
		name: string;
		sent: string;
		reEncoded: string;
		signature: string;
	}>;

	it.each(vectors.map((one) => [one.name, one] as const))(
		'restores %s',
		(_name, { sent, reEncoded, signature: theirs }) => {
			expect(rebuildAsPython(reEncoded)).toBe(sent);
			expect(rebuildAsPython(sent)).toBe(sent);
			expect(check({ rawBody: Buffer.from(reEncoded), signature: theirs })).toEqual({
				ok: true,
				body: 'rebuilt',
			});
		},
	);

	it.each([
		['"\\/\\u0041\\u00E9\\u000A\\u007f\u007f"', '"/A\\u00e9\\n\\u007f\\u007f"'],
		['"\\b\\f\\r\\t\\\\\\"\\u001F"', '"\\b\\f\\r\\t\\\\\\"\\u001f"'],
		['"🍋\\ud83c"', '"\\ud83c\\udf4b\\ud83c"'],
		['" ~\u007f\\u0009\\uAFaf\\u00f9"', '" ~\\u007f\\t\\uafaf\\u00f9"'],
		['{"a" :1\r\n,\t"b": [ ]}', '{"a": 1, "b": []}'],
		['\ufeff{"a":1}', '{"a": 1}'],
	])('writes %j as Python does', (json, written) => {
		expect(rebuildAsPython(json)).toBe(written);
	});

	it.each([
		...['"a\nb"', '"a\u001fb"', '"\\u12"', '"\\u12g4"', '"\\', '"\\a"'],
		...['"\\u00/0"', '"\\u00:0"', '"\\u00@0"', '"\\u00`0"', '"\\u00G0"'],
		...['{"a": é}', '{"a":\u00a01}', '\u007f'],
	])('gives up on %j, which is not JSON', (json) => {
		expect(rebuildAsPython(json)).toBeUndefined();
	});

	it.each([...'09azAZ+-.'])(
		'gives up on white space before or after %s in a number or word',
		(sign) => {
			expect(rebuildAsPython(`{"a": ${sign} 1}`)).toBeUndefined();
			expect(rebuildAsPython(`{"a": 1 ${sign}}`)).toBeUndefined();
			expect(rebuildAsPython(`{"a": ${sign} }`)).toBe(`{"a": ${sign}}`);
		},
	);

	it('keeps exponents and whole floats as they stand', () => {
		expect(rebuildAsPython('{"a":1e2,"b":3.0,"c":-0,"d":1E+5}')).toBe(
			'{"a": 1e2, "b": 3.0, "c": -0, "d": 1E+5}',
		);
	});

	it('takes no control character between tokens for white space', () => {
		for (const sign of ['\u0000', '\b', '\u000e', '\u001f', '~'])
			expect(rebuildAsPython(`[1,${sign}2]`)).toBe(`[1, ${sign}2]`);
	});

	it('gives up on text that is not JSON', () => {
		expect(rebuildAsPython('{"open')).toBeUndefined();
		expect(rebuildAsPython('{"bad \\x escape": 1}')).toBeUndefined();
		expect(rebuildAsPython('{"a": 1 0}')).toBeUndefined();
		expect(rebuildAsPython('{"a": n \t ull}')).toBeUndefined();
	});

	it('comes to the same text however JSON was laid out', () => {
		fc.assert(
			fc.property(fc.json({ stringUnit: 'binary' }), (json) => {
				const value: unknown = JSON.parse(json);
				const once = rebuildAsPython(JSON.stringify(value));
				expect(rebuildAsPython(JSON.stringify(value, null, '\t'))).toBe(once);
				expect(JSON.parse(once ?? '')).toEqual(JSON.parse(JSON.stringify(value)));
				expect(once).toMatch(/^[ -~]*$/);
			}),
		);
	});
});
