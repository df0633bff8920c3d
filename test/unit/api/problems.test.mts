import type { Exchange } from '../../../core/api/exchange.ts';
import { describeExchange } from '../../../core/api/problems.ts';

const credential = "the credential 'Apicbase OAuth2 API'";
const problem = (exchange: Exchange) =>
	describeExchange({ doing: 'read orders', scope: 'supplier' }, exchange, 0);
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
		'Cannot read orders. Apicbase does not know it.',
		`Check the number you entered, and the base URL in ${credential}. Apicbase answered 404.`,
	],
	[
		409,
		{},
		'conflict',
		'Cannot read orders. Apicbase holds something that stands against it.',
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
] as Array<[Exchange, string, string]>)('puts %j into words', (exchange, kind, message) => {
	expect(problem(exchange)).toMatchObject({ kind, message, status: null });
});

test('repeats no token that Apicbase sends back, and no long text', () => {
	const { description } = reply(400, { detail: `Bearer abc.def is wrong ${'x'.repeat(1000)}` });
	expect(description).toContain('"Bearer … is wrong x');
	expect(description.length).toBeLessThan(320);
});
