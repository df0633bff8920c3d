import { quoteAddress, readBaseUrl } from '../../../core/api/baseUrl.ts';

test.each([
	['http://me:hunter2secret@idp.example/oauth/', 'http://…@idp.example/oauth/'],
	['http://me:hunter2/?secret@idp.example/', 'http://…@idp.example/'],
	['me:hunter2secret@api.example', '…@api.example'],
	['https://api.example/?api_key=hunter2secret', 'https://api.example/?…'],
	['https://api.example/#hunter2secret', 'https://api.example/#…'],
	['http://api.example/v2', 'http://api.example/v2'],
])('quotes %s without what may be a secret', (typed, quoted) => {
	expect(quoteAddress(typed)).toBe(quoted);
});

test.each([
	['me:hunter2secret@api.example', 'The base URL "…@api.example" does not start with https.'],
	['hunter2secret@api.example', 'The base URL "…@api.example" is not a web address.'],
	[
		'https://api.example/?api_key=hunter2secret',
		'The base URL "https://api.example/?…" has a "?" or a "#".',
	],
	['http://api.example', 'The base URL "http://api.example" does not start with https.'],
])('refuses %s in a sentence that repeats no secret', (typed, reason) => {
	expect(readBaseUrl(typed)).toEqual({ ok: false, reason });
});

test('cuts a long address', () => {
	expect(quoteAddress(`http://${'x'.repeat(1000)}`).length).toBeLessThanOrEqual(200);
});
