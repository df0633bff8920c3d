import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SandboxContext } from '../sandboxContext.mts';
import type { RequestRecord } from '../state/sandboxState.mts';

const MOST_RECORDS = 50_000;
const UNAVAILABLE =
	'<html><head><title>503 Service Temporarily Unavailable</title></head><body><h1>503</h1></body></html>';
/** Apicbase prints these two paths without a slash at the end. */
const SLASHLESS = /\/purchase_orders\/[^/]+$|\/packages$/;

/** Records every request to the API and the authorization server, and answers it here during an outage. */
export function addRequestGate(server: FastifyInstance, context: SandboxContext): void {
	const records = new WeakMap<FastifyRequest, RequestRecord>();
	server.addHook('onRequest', (request, reply, done) => {
		if (!isSimulated(request)) return done();
		records.set(request, record(context, request));
		reply.header('date', new Date(context.clock()).toUTCString());
		if (context.state.switches.outage || isTokenOutage(context, request)) {
			return reply.code(503).type('text/html; charset=utf-8').send(UNAVAILABLE);
		}
		return answerMissingSlash(context, request, reply) ?? done();
	});
	server.addHook('onResponse', (request, reply, done) => {
		const held = records.get(request);
		// A caller who gave up, or was cut off before the head of the answer, has no status.
		if (held !== undefined && reply.raw.headersSent) held.status = reply.statusCode;
		done();
	});
}

/** The path without query and host. */
export function pathOf(request: FastifyRequest): string {
	return urlOf(request).pathname;
}

/** The address as the caller wrote it. */
export function urlOf(request: FastifyRequest): URL {
	return new URL(request.url, `${request.protocol}://${request.host}`);
}

/** The query with the last value of each name, as Django reads it. */
export function queryOf(request: FastifyRequest): Record<string, string> {
	return Object.fromEntries(urlOf(request).searchParams);
}

function isSimulated(request: FastifyRequest): boolean {
	return /^\/(api|oauth)\//.test(request.url);
}

function isTokenOutage(context: SandboxContext, request: FastifyRequest): boolean {
	return context.state.switches.tokenDown && pathOf(request).startsWith('/oauth/token');
}

function record(context: SandboxContext, request: FastifyRequest): RequestRecord {
	const { requests } = context.state;
	const entry: RequestRecord = {
		method: request.method,
		path: pathOf(request),
		query: queryOf(request),
		host: request.host,
		bearer: /^bearer /i.test(request.headers.authorization ?? ''),
		at: new Date(context.clock()).toISOString(),
		status: null,
	};
	if (requests.length >= MOST_RECORDS) requests.shift();
	requests.push(entry);
	return entry;
}

/** Django redirects a path without its slash, and refuses to do so when a body would be lost. */
function answerMissingSlash(
	context: SandboxContext,
	request: FastifyRequest,
	reply: FastifyReply,
): FastifyReply | undefined {
	const { missingSlash } = context.state.switches;
	const url = urlOf(request);
	if (missingSlash === 'accept' || url.pathname.endsWith('/') || SLASHLESS.test(url.pathname))
		return undefined;
	if (missingSlash === 'redirect') return reply.redirect(`${url.pathname}/${url.search}`, 301);
	return reply.code(500).type('text/html; charset=utf-8').send('<h1>Server Error (500)</h1>');
}
