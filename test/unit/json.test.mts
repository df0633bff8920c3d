import fc from 'fast-check';
import { parseJson } from '../../core/json.ts';

describe('parsing JSON', () => {
	it.each([
		['{"id":390500353590008123456}', { id: '390500353590008123456' }],
		[
			'[-9007199254740993,9007199254740991, 9007199254740993 ]',
			['-9007199254740993', 9007199254740991, '9007199254740993'],
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
	])('reads %s', (json, value) => {
		expect(parseJson(json)).toEqual({ ok: true, value });
	});

	it.each(['', '{', '[01234567890123456789]', '1234567890123456x', '{"a":1}}', '"\u0001"'])(
		'does not read %j',
		(text) => {
			expect(parseJson(text)).toEqual({ ok: false });
		},
	);

	it('reads everything else as JSON.parse does', () => {
		fc.assert(
			fc.property(fc.json({ stringUnit: 'binary' }), (json) => {
				expect(parseJson(json)).toEqual({ ok: true, value: JSON.parse(json) as unknown });
			}),
		);
	});
});
