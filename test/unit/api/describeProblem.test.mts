import type { HttpResult } from '../../../core/api/httpResult.ts';
import { describeFailure } from '../../../core/api/describeProblem.ts';

const credential = "the credential 'Apicbase OAuth2 API'";
const problem = (result: HttpResult) =>
	describeFailure({ doing: 'read orders', scope: 'supplier' }, result, 0);
const reply = (status: number, body: unknown = {}) =>
	problem({ kind: 'reply', status, headers: {}, text: JSON.stringify(body) });

test.each([
	[
		401,
		{},
		'credential',
		'Cannot read orders. Apicbase does not accept the access token.',
		`Check the client ID and the client secret in ${credential}. Apicbase answered 401.`,
	],
	[
		403,
		{ detail: 'No.' },
		'permission',
		'Cannot read orders. This connection is not allowed to do that.',
		`Ask Apicbase to give the application the scope "supplier", and enter it in ${credential}. Apicbase answered 403: "No.".`,
	],
	[
		404,
		{},
		'not_found',
		'Cannot read orders. There is no Apicbase API at this address.',
		`Check the base URL in ${credential}. Apicbase answered 404.`,
	],
	[
		409,
		{},
		'conflict',
		'Cannot read orders. It conflicts with an existing record in Apicbase.',
		'Look at the record in Apicbase, then run it again. Apicbase answered 409.',
	],
	[
		429,
		{},
		'rate_limited',
		'Cannot read orders. Apicbase takes 100 requests a minute and has had more.',
		'Run it again in a minute, and let other workflows with this credential run less often. Apicbase answered 429.',
	],
	[
		500,
		{},
		'unavailable',
		'Cannot read orders. Apicbase is not available right now.',
		'Run it again later; if it keeps happening, ask Apicbase support. Apicbase answered 500.',
	],
	[
		302,
		{},
		'unexpected_reply',
		'Cannot read orders. Apicbase sent the request on to another address, where the access token must not go.',
		`Check the base URL in ${credential}. Apicbase answered 302.`,
	],
	[
		400,
		{ detail: 'Bad date' },
		'bad_request',
		'Cannot read orders. Apicbase says: "Bad date"',
		'Change what is named here, then run it again. Apicbase answered 400: "Bad date".',
	],
	[
		400,
		{ page: ['Too big.'], status: ['Unknown.'] },
		'bad_request',
		'Cannot read orders. Apicbase does not accept \'page\': "Too big." 1 more to change.',
		'Change what is named here, then run it again. Apicbase answered 400.',
	],
])('puts a reply with status %p and %j into words', (status, body, kind, message, description) => {
	expect(reply(status, body)).toMatchObject({ kind, message, description, status });
});

test.each([
	[
		{ kind: 'timeout', afterMs: 20_000 },
		'timeout',
		'Cannot read orders. Apicbase did not answer within 20 seconds.',
	],
	[
		{ kind: 'network', code: 'ENOTFOUND' },
		'network',
		'Cannot read orders. Apicbase could not be reached.',
	],
	[
		{ kind: 'token_refused', reason: 'invalid_client' },
		'credential',
		'Cannot read orders. Apicbase gave no access token.',
	],
	[
		{ kind: 'token_absent', sent: 'a web page' },
		'credential',
		'Cannot read orders. Apicbase gave no access token.',
	],
	[
		{ kind: 'untrusted_certificate', code: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
		'configuration',
		'Cannot read orders. The certificate of the server is self-signed.',
	],
	[
		{ kind: 'untrusted_certificate', code: 'CERT_REVOKED' },
		'configuration',
		'Cannot read orders. The certificate of the server is not trusted.',
	],
	[
		{ kind: 'blocked_by_n8n' },
		'configuration',
		"Cannot read orders. n8n's protection against requests into its own network (SSRF) blocked the request.",
	],
	[
		{ kind: 'proxy_login' },
		'configuration',
		'Cannot read orders. The proxy between n8n and Apicbase asks for a login (407).',
	],
	[
		{ kind: 'token_unavailable' },
		'unavailable',
		'Cannot read orders. Apicbase gives out no access tokens right now.',
	],
	[
		{ kind: 'not_connected' },
		'credential',
		'Cannot read orders. The connection to Apicbase was never signed in.',
	],
	[{ kind: 'cancelled' }, 'cancelled', 'Cannot read orders. The run was stopped.'],
] as Array<[HttpResult, string, string]>)('puts %j into words', (result, kind, message) => {
	expect(problem(result)).toMatchObject({ kind, message, status: null });
});

test('names the record that Apicbase does not have', () => {
	const attempted = { doing: 'read the articles', scope: 'supplier', record: 'customer' };
	const result: HttpResult = { kind: 'reply', status: 404, headers: {}, text: '' };
	expect(describeFailure(attempted, result, 0)).toMatchObject({
		message: 'Cannot read the articles. Apicbase has no such customer.',
		description: `Check the number you entered, and the base URL in ${credential}. Apicbase answered 404.`,
	});
});

test.each([
	[
		'invalid_client',
		`Check the client ID, the client secret, the scope and the access token URL in ${credential} (invalid_client).`,
	],
	[
		'invalid_scope',
		`Check the scope in ${credential}; Apicbase gives it to an application on request (invalid_scope).`,
	],
	[
		'constructor',
		`Check the client ID, the client secret, the scope and the access token URL in ${credential} (constructor).`,
	],
	['invalid_grant', `Open ${credential} and connect the account again (invalid_grant).`],
])('says what to do when no token is given: %s', (reason, description) => {
	expect(problem({ kind: 'token_refused', reason })).toMatchObject({ description });
});

test.each([
	'invalid_client: client_secret=hunter2secret is wrong',
	'hunter2secret',
	'x'.repeat(100_000),
])('repeats no reason of the access token URL that is no code: %#', (reason) => {
	expect(problem({ kind: 'token_refused', reason })).toMatchObject({
		description: `Check the client ID, the client secret, the scope and the access token URL in ${credential}.`,
	});
});

test('repeats no secret in the name of a field, and no long list of messages', () => {
	const { message, description } = reply(400, {
		[`Authorization: Bearer tok.en.123 ${'y'.repeat(3000)}`]: Array(100).fill('m'.repeat(190)),
	});
	expect(message).not.toContain('tok.en.123');
	expect(message.length).toBeLessThan(500);
	expect(description.length).toBeLessThan(200);
});

test('says what the access token URL sent instead of a token', () => {
	expect(problem({ kind: 'token_absent', sent: 'an empty reply' })).toMatchObject({
		description: `Check the access token URL in ${credential}: it answered with an empty reply.`,
	});
});

test('hands on how long Apicbase asks to wait, and tells when that was cut short', () => {
	const throttled = (retryAfter: string) =>
		problem({ kind: 'reply', status: 429, headers: { 'retry-after': retryAfter }, text: '' });
	expect(throttled('30')).toMatchObject({ retryAfterMs: 30_000 });
	expect(throttled('31536000')).toMatchObject({
		retryAfterMs: 900_000,
		description:
			'Run it again in a minute, and let other workflows with this credential run less often. Apicbase answered 429. It asks to wait 365 days; the next attempt comes after 15 minutes at the latest.',
	});
});

test.each([
	['Bearer abc.def.ghi is wrong', 'Bearer … is wrong'],
	['Token 0123456789abcdef expired', 'Token … expired'],
	['Basic dXNlcjpwYXNz', 'Basic …'],
	['client_secret=s3cret&grant_type=x', 'client_secret=…&grant_type=x'],
	['{"access_token": "abc"}', '{"access_token": "…"}'],
	['see https://user:pass@api.apicbase.com/', 'see https://…@api.apicbase.com/'],
])('repeats no secret that Apicbase sends back: %s', (detail, quoted) => {
	expect(reply(400, { detail }).message).toBe(`Cannot read orders. Apicbase says: "${quoted}"`);
});

test('repeats no token that Apicbase sends back, and no long text', () => {
	const { description } = reply(400, { detail: `Bearer abc.def.ghi is wrong ${'x'.repeat(1000)}` });
	expect(description).toContain('"Bearer … is wrong x');
	expect(description.length).toBeLessThan(320);
});
