import type { FastifyInstance, FastifyReply } from 'fastify';
import type { SandboxContext } from '../sandboxContext.mts';
import type { Allowance } from '../state/rateWindow.mts';
import type { Switches } from '../state/switches.mts';

declare module 'fastify' {
	interface FastifyContextConfig {
		/** The OAuth scope a caller's token must hold. */
		scope?: string;
	}
}

/** Asks every request to these routes for a token of the route's scope, and counts it against the rate limit. */
export function addBearerGate(api: FastifyInstance, context: SandboxContext): void {
	api.addHook('onRequest', (request, reply, done) => {
		const [, token] = /^bearer (.+)$/i.exec(request.headers.authorization ?? '') ?? [];
		if (token === undefined) return refuseUnknown(reply, 'Bearer realm="api"');
		const held = context.state.tokens.findValid(token, context.clock());
		if (held === undefined)
			return refuseUnknown(reply, 'Bearer realm="api", error="invalid_token"');
		const { scope } = request.routeOptions.config;
		if (scope !== undefined && !held.scope.split(' ').includes(scope)) {
			return reply.code(403).send({ detail: 'You do not have permission to perform this action.' });
		}
		return throttle(context, token, reply) ?? done();
	});
}

/** Django REST Framework says the same for no token and for an expired one; only the header differs. */
function refuseUnknown(reply: FastifyReply, challenge: string): FastifyReply {
	return reply
		.code(401)
		.header('WWW-Authenticate', challenge)
		.send({ detail: 'Authentication credentials were not provided.' });
}

function throttle(
	context: SandboxContext,
	token: string,
	reply: FastifyReply,
): FastifyReply | undefined {
	const { switches, rateWindow } = context.state;
	if (switches.rateLimitPerMinute === null) return undefined;
	const allowance = rateWindow.take(token, switches.rateLimitPerMinute, context.clock());
	reply.headers(rateHeaders(switches, switches.rateLimitPerMinute, allowance));
	return allowance.allowed
		? undefined
		: refuseThrottled(reply, switches.retryAfterHeader ? allowance.resetSeconds : null);
}

/** The 429 of Django REST Framework; null sends no Retry-After. */
export function refuseThrottled(
	reply: FastifyReply,
	retryAfter: number | string | null,
): FastifyReply {
	if (retryAfter !== null) reply.header('Retry-After', String(retryAfter));
	const expected =
		typeof retryAfter === 'number'
			? ` Expected available in ${retryAfter} second${retryAfter === 1 ? '' : 's'}.`
			: '';
	return reply.code(429).send({ detail: `Request was throttled.${expected}` });
}

function rateHeaders(
	switches: Switches,
	limit: number,
	{ remaining, resetSeconds }: Allowance,
): Record<string, string> {
	const spellings = { both: ['RateLimit', 'X-RateLimit'], none: [] as string[] };
	const chosen = switches.rateLimitHeaders;
	const prefixes = chosen === 'both' || chosen === 'none' ? spellings[chosen] : [chosen];
	return Object.fromEntries(
		prefixes.flatMap((prefix) => [
			[`${prefix}-Limit`, String(limit)],
			[`${prefix}-Remaining`, String(remaining)],
			[`${prefix}-Reset`, String(resetSeconds)],
		]),
	);
}
