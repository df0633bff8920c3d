import { readBaseUrl } from '../../../core/api/baseUrl.ts';
import { readPage } from '../../../core/api/paging.ts';

const origin = 'https://api.apicbase.com';
const read = (body: unknown, page = 1) => readPage(body, page, origin);

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
	[true, 2],
	[null, null],
	[undefined, null],
	['', null],
	[false, null],
])('reads the page after the first out of next %p: %p', (next, nextPage) => {
	expect(read({ results: [{}], next })).toMatchObject({ nextPage, hasNext: nextPage !== null });
});

test('lets next decide where a list ends, whatever the count says and however full the page is', () => {
	expect(read({ count: 1, next: 3, results: [] }, 2)).toMatchObject({ nextPage: 3, count: 1 });
	expect(read({ count: 900, next: null, results: [{}] }, 2)).toMatchObject({ nextPage: null });
});

test.each([
	[
		{ count: 3, next: null, results: [1] },
		{ entries: [1], count: 3 },
	],
	[
		{ count: '3', next: null, results: [1] },
		{ entries: [1], count: null },
	],
	[
		{ count: -1, next: null, results: [] },
		{ entries: [], count: null },
	],
	[{ results: [] }, { entries: [], count: null }],
	[[1], { entries: [1], count: null }],
])('reads the list %j', (body, page) => {
	expect(read(body)).toEqual({ page: 1, hasNext: false, nextPage: null, ...page });
});

test.each([{ results: 'none' }, {}, null, 'a list', 7])('takes %j for no list', (body) => {
	expect(read(body)).toBeUndefined();
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
		'The base URL "https://api.apicbase.com/?…" has a "?" or a "#".',
	],
])('refuses %p', (typed, reason) => {
	expect(readBaseUrl(typed)).toEqual({ ok: false, reason });
});
