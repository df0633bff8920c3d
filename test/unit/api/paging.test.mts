import { readBaseUrl } from '../../../core/api/baseUrl.ts';
import { nextPage, readPage } from '../../../core/api/paging.ts';

const origin = 'https://api.apicbase.com';
const next = (value: unknown, current = 1) =>
	nextPage({ items: [{}], next: value }, current, origin);

test.each([
	['https://api.apicbase.com/api/v2/orders/?page=3', 3],
	['/api/v2/orders/?page=4', 4],
	[5, 5],
	['6', 6],
	// Elsewhere, or not a way on: the next page of the base URL is asked for.
	['https://www.apicbase.com/api/v1/recipes/?page=9', 2],
	['https://evil.example/?page=9', 2],
	['https://api.apicbase.com/api/v2/orders/?page=1', 2],
	['https://api.apicbase.com/api/v2/orders/', 2],
	[0, 2],
	[{}, 2],
	[null, null],
	[undefined, null],
	['', null],
])('reads the page after the first out of next %p: %p', (value, page) => {
	expect(next(value)).toBe(page);
});

test('ends at an empty page whatever next says', () => {
	expect(nextPage({ items: [], next: 7 }, 1, origin)).toBeNull();
});

test('reads an envelope and a bare list, and nothing else', () => {
	expect(readPage({ count: 1, next: 2, previous: null, results: [1] })).toEqual({
		items: [1],
		next: 2,
	});
	expect(readPage([1])).toEqual({ items: [1], next: null });
	expect(readPage({ results: 'none' })).toBeUndefined();
	expect(readPage(null)).toBeUndefined();
});

test.each([
	['https://api.apicbase.com', 'https://api.apicbase.com'],
	[' https://api.apicbase.com/// ', 'https://api.apicbase.com'],
	['https://proxy.example/apicbase/', 'https://proxy.example/apicbase'],
	['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
	['http://localhost:8080/', 'http://localhost:8080'],
	['http://[::1]:8080', 'http://[::1]:8080'],
])('takes %p as %p', (typed, url) => {
	expect(readBaseUrl(typed)).toMatchObject({ ok: true, url });
});

test.each([
	['', 'The base URL in the credential is empty.'],
	[undefined, 'The base URL in the credential is empty.'],
	['api.apicbase.com', 'The base URL "api.apicbase.com" is not a web address.'],
	['http://api.apicbase.com', 'The base URL "http://api.apicbase.com" does not start with https.'],
	[
		'http://127.0.0.1.evil.example',
		'The base URL "http://127.0.0.1.evil.example" does not start with https.',
	],
	[
		'http://localhost.evil.example',
		'The base URL "http://localhost.evil.example" does not start with https.',
	],
	['ftp://api.apicbase.com', 'The base URL "ftp://api.apicbase.com" does not start with https.'],
	['https://user:secret@api.apicbase.com', 'The base URL holds a user name or a password.'],
	[
		'https://api.apicbase.com/?a=b',
		'The base URL "https://api.apicbase.com/?a=b" has a "?" or a "#".',
	],
])('refuses %p', (typed, reason) => {
	expect(readBaseUrl(typed)).toEqual({ ok: false, reason });
});
