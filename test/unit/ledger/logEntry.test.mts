import { logEntry, type LedgerOutcome } from '../../../core/ledger/logEntry.ts';
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

test.each<[LedgerOutcome, string, string]>([
	['claimed', 'started', 'The order is being written to the ERP.'],
	['changed', 'started', 'The customer changed the order after it was written to the ERP.'],
	['already_synced', 'skipped', 'The order is in the ERP already.'],
	['in_progress', 'skipped', 'Another run is writing the order to the ERP.'],
	['completed', 'done', 'The order is in the ERP.'],
	['released', 'stopped', 'The order is free for the next attempt.'],
	['not_claimed', 'skipped', 'Nobody held the order.'],
	[
		'forgotten',
		'done',
		'The ledger has forgotten the order, so it can be written to the ERP again.',
	],
	['not_known', 'skipped', 'The ledger did not have the order.'],
])('is a whole row for an order that was %s', (outcome, requestStatus, responseSummary) => {
	expect(logEntry(outcome, order, { nowMs: Date.UTC(2026, 10, 20, 12) })).toEqual({
		externalId: 'apicbase-1',
		orderNumber: '1042',
		localId: null,
		direction: 'apicbase_to_erp',
		timestamp: '2026-11-20T12:00:00.000Z',
		requestStatus,
		responseSummary,
		errorMessage: null,
		retryCount: 0,
		outcome,
	});
});

test('says what the ERP said, in one line, and how many tries there were before', () => {
	const row = logEntry(
		'released',
		{ externalId: ' apicbase\n1 ', orderNumber: ' 10\t42 ', attempt: 3 },
		{ nowMs: 0, localId: ' 7 ', responseSummary: ' 503\n away ', errorMessage: ' ' },
	);
	expect(row).toMatchObject({
		externalId: 'apicbase 1',
		orderNumber: '10 42',
		localId: '7',
		responseSummary: '503 away',
		errorMessage: null,
		retryCount: 2,
	});
	const unnumbered = { externalId: 'apicbase-1', orderNumber: null, attempt: 0 };
	expect(logEntry('claimed', unnumbered, { nowMs: 0 })).toMatchObject({
		orderNumber: null,
		retryCount: 0,
	});
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
	['password=hunter2', 'password=…'],
	['Authorization: Bearer: abcdef123456', 'Authorization: Bearer …'],
	['Bearer%20abcdef123456', 'Bearer …'],
	['Authorization: Token token="9944b09199c6", app="x"', 'Authorization: Token …'],
	['Digest username="jan", response="9944b"', 'Digest …'],
	['got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIx.s1g-n_d back', 'got … back'],
	['accessToken=abc123', 'accessToken=…'],
	['X-Auth-Token: abc123', 'X-Auth-Token: …'],
	['AWS_SECRET_ACCESS_KEY=abc123', 'AWS_SECRET_ACCESS_KEY=…'],
	['Ocp-Apim-Subscription-Key: abc123', 'Ocp-Apim-Subscription-Key: …'],
	['Cookie: sid=abc123', 'Cookie: …'],
	['PHPSESSID=abc123; path=/', 'PHPSESSID=…; path=/'],
	['/orders?key=abc123&sig=def456', '/orders?key=…&sig=…'],
	['access_token%3Dabc123', 'access_token%3D…'],
	["'client_secret' => 'abc123'", "'client_secret' => '…'"],
	['{\\"access_token\\":\\"abc123\\"}', '{\\"access_token\\":\\"…\\"}'],
	['<Password>abc123</Password>', '<Password>…</Password>'],
	['client_secret\u200b=abc123', 'client_secret\u200b=…'],
	['wachtwoord: abc123', 'wachtwoord: …'],
	['mot de passe : abc123', 'mot de passe : …'],
	['Kennwort=abc123', 'Kennwort=…'],
	['The password is hunter2', 'The password is …'],
	["$& costs $1 and $'", "$& costs $1 and $'"],
])('masks the secret in %j', (text, expected) => {
	expect(messageOf(text)).toBe(expected);
});

test.each([
	['ask jan@example.com now', 'ask … now'],
	['Chef <jan.de-wit@mail.example.co.uk> is blocked', 'Chef <…> is blocked'],
])('leaves out the e-mail address in %j', (text, expected) => {
	expect(messageOf(text)).toBe(expected);
});

test.each([
	'Token expired yesterday',
	'The secret is wrong, the token is missing',
	'Basic authentication required',
	'Basic price is missing',
	'Digest mismatch',
	'status code=401, error code: 42',
	'Article key: ABC-1',
	"Duplicate entry 'apicbase-1' for key 'PRIMARY'",
	'Unexpected token < in JSON at position 0',
])('leaves %j as it is', (text) => {
	expect(messageOf(text)).toBe(text);
});

test('cuts what an ERP answers', () => {
	const long = 'x'.repeat(1_000_000);
	expect(messageOf(long)).toHaveLength(300);
	const row = logEntry(
		'claimed',
		{ externalId: long, orderNumber: long, attempt: 1 },
		{ nowMs: 0 },
	);
	expect([row.externalId.length, row.orderNumber?.length]).toEqual([300, 300]);
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
	'+0',
	'-0.00',
	'000',
	"'null'",
	'" null "',
	'\u200b undefined \ufeff',
	'{"id": 7}',
	'[7',
	'sale [object Response]',
	'Infinity',
	'-infinity',
	'\u00ad',
	'\u2060\u200e',
	'\u202eundefined',
	'None',
	'nil',
	'n/a',
	'-',
	'?',
	-1,
	'-1',
	'undefined-undefined',
	'SO-undefined',
	'apicbase-null',
	'SO/NaN',
	'(null)',
	'null,null',
	'null NaN',
	'<html><title>500</title>',
	'SO-1 '.repeat(61),
	'void',
	'"Void"',
	'Error',
	'Error: no',
	'ERROR 500',
	'err: 12',
	'odoo.exceptions.UserError: The customer is over the credit limit.',
	'java.lang.NullPointerException',
	'Fehler: Kunde unbekannt',
	'Failed',
	'Access Denied',
	'404 Not Found',
	'502 Bad Gateway',
	'Service unavailable.',
	'Request failed with status code 500',
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
	[7n, '7'],
	[0.5, '0.5'],
	['10', '10'],
	['0.0.1', '0.0.1'],
	['A0', 'A0'],
	['SO \n\t 1', 'SO 1'],
	['\u200bSO\u20601\ufeff', 'SO1'],
	['-2026-1042', '-2026-1042'],
	['Nonette', 'Nonette'],
	['"SO-1"', '"SO-1"'],
	['SO {1}', 'SO {1}'],
	['SO [1]', 'SO [1]'],
	['Infinity-7', 'Infinity-7'],
	['To infinity', 'To infinity'],
	['SO "null', 'SO "null'],
	["0'0", "0'0"],
	['Terror 7', 'Terror 7'],
	['ERR-7', 'ERR-7'],
	['Voided 7', 'Voided 7'],
	['SO-7-void', 'SO-7-void'],
	['failed/SO-7.csv', 'failed/SO-7.csv'],
	['Deniedale 7', 'Deniedale 7'],
])('takes %j for a record id', (value, id) => {
	expect(readRecordId(value)).toBe(id);
});
