import { logEntry } from '../../../core/ledger/logEntry.ts';
import { readRecordId } from '../../../core/ledger/recordId.ts';

const order = { externalId: 'apicbase-1', orderNumber: '1042', attempt: 1 };
const messageOf = (errorMessage: string) =>
	logEntry('released', order, { nowMs: 0, errorMessage }).errorMessage;

test('stores ids and numbers as they are, so that they are found again', () => {
	const row = logEntry(
		'completed',
		{ externalId: '=1', orderNumber: '-2026-1042', attempt: 1 },
		{ nowMs: 0, localId: '+7' },
	);
	expect(row).toMatchObject({ externalId: '=1', orderNumber: '-2026-1042', localId: '+7' });
});

test.each([
	['Bearer abcdef123456', 'Bearer …'],
	['Authorization: Token 9944b09199c6', 'Authorization: Token …'],
	['Authorization: Basic dXNlcjpwYXNz', 'Authorization: Basic …'],
	['GET /x?access_token=abc123&page=2', 'GET /x?access_token=…&page=2'],
	['{"client_secret": "s3cr3t"}', '{"client_secret": "…"}'],
	['client-secret=s3cr3t', 'client-secret=…'],
	['X-API-Key: k-123', 'X-API-Key: …'],
	['api_key=k-123', 'api_key=…'],
	['apikey=k-123', 'apikey=…'],
	['https://user:pass@erp.test/x', 'https://…@erp.test/x'],
	['ask jan@example.com now', 'ask … now'],
	['password=hunter2', 'password=…'],
	["$& costs $1 and $'", "$& costs $1 and $'"],
])('masks the secret in %j', (text, expected) => {
	expect(messageOf(text)).toBe(expected);
});

test('cuts what an ERP answers', () => {
	expect(messageOf('x'.repeat(1_000_000))).toHaveLength(300);
});

test.each([
	undefined,
	null,
	false,
	true,
	0,
	Number.NaN,
	'',
	' ',
	'\u200b',
	'undefined',
	'null',
	'NULL',
	'false',
	'NaN',
	'0',
	'[object Object]',
	'[object Object],[object Object]',
	'{}',
	'[]',
	'"undefined"',
	{},
	{ id: 7 },
	[],
	[7],
])('takes %j for no record id', (value) => {
	expect(readRecordId(value)).toBeUndefined();
});

test.each([
	[7, '7'],
	['SO-2026-0815', 'SO-2026-0815'],
	[' 42 ', '42'],
	['007', '007'],
	['Null-42', 'Null-42'],
])('takes %j for a record id', (value, id) => {
	expect(readRecordId(value)).toBe(id);
});
