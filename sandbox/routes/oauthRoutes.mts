import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SandboxContext } from '../sandboxContext.mts';
import { grantToken } from '../oauth/grantToken.mts';
import { SCOPES } from '../oauth/scopes.mts';
import { queryOf } from './requestGate.mts';

/** The authorization server: token, authorize and introspect. https://developers.apicbase.com/docs/authentication-to-the-point */
export function addOAuthRoutes(server: FastifyInstance, context: SandboxContext): void {
	server.post('/oauth/token/', (request, reply) => {
		const answer = grantToken(context, readForm(context, request), readBasic(request));
		return reply.code(answer.status).header('Cache-Control', 'no-store').send(answer.body);
	});
	server.post('/oauth/introspect/', (request, reply) => {
		const form = readForm(context, request);
		if (form.client_id !== context.clientId || form.client_secret !== context.clientSecret) {
			return reply.code(401).send({ error: 'invalid_client' });
		}
		const held = context.state.tokens.findValid(form.token ?? '', context.clock());
		if (held === undefined) return reply.send({ active: false });
		return reply.send({
			active: true,
			scope: held.scope,
			exp: Math.floor(held.expiresAtMs / 1000),
		});
	});
	server.get('/oauth/authorize/', (request, reply) => authorize(context, queryOf(request), reply));
}

/** Approves by itself: the person at the keyboard is assumed to have clicked "Authorize". */
function authorize(
	context: SandboxContext,
	query: Record<string, string>,
	reply: FastifyReply,
): FastifyReply {
	const { client_id, redirect_uri, response_type, scope = '', state } = query;
	if (client_id !== context.clientId) return reply.code(400).send({ error: 'invalid_client' });
	if (redirect_uri !== undefined && !/^https?:\/\//.test(redirect_uri))
		return reply.code(400).send({ error: 'invalid_request' });
	const unknownScope = scope.split(' ').some((name) => !SCOPES.includes(name));
	const problem =
		response_type !== 'code'
			? 'unsupported_response_type'
			: unknownScope
				? 'invalid_scope'
				: undefined;
	const outcome: Record<string, string> =
		problem === undefined
			? { code: context.state.tokens.issueCode(scope, redirect_uri, context.clock()) }
			: { error: problem };
	if (redirect_uri === undefined)
		return reply.code(problem === undefined ? 200 : 400).send(outcome);
	const target = new URL(redirect_uri);
	for (const [name, value] of Object.entries({
		...outcome,
		...(state !== undefined && { state }),
	})) {
		target.searchParams.set(name, value);
	}
	return reply.redirect(target.href, 302);
}

/** Django reads forms only; whether Apicbase reads JSON too is not documented. */
function readForm(context: SandboxContext, request: FastifyRequest): Record<string, string> {
	const isJson = request.headers['content-type']?.startsWith('application/json') === true;
	if (isJson && context.state.switches.tokenJsonBody === 'refuse') return {};
	const fields =
		typeof request.body === 'object' && request.body !== null ? Object.entries(request.body) : [];
	return Object.fromEntries(
		fields.filter((field): field is [string, string] => typeof field[1] === 'string'),
	);
}

function readBasic(
	request: FastifyRequest,
): { clientId: string; clientSecret: string } | undefined {
	const [, encoded] = /^basic (.+)$/i.exec(request.headers.authorization ?? '') ?? [];
	if (encoded === undefined) return undefined;
	const [clientId = '', ...secret] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
	return {
		clientId: decodeURIComponent(clientId),
		clientSecret: decodeURIComponent(secret.join(':')),
	};
}
