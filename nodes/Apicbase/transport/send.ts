import type { IHttpRequestMethods, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import type { HttpResult } from '../../../core/api/httpResult';
import { credentialType, type ApiContext, type Connection } from './connection';
import { readThrown } from './readThrown';

/** One request as it goes out, without the token. */
export interface Outgoing {
	method: IHttpRequestMethods;
	url: string;
	body?: IHttpRequestOptions['body'];
	headers?: Record<string, string>;
	/** How long one request may take, the token's renewal included. */
	timeoutMs: number;
}

/** Requests that fetch a credential's first token, in this process. */
const fetching = new Map<string, Promise<unknown>>();

/** Sends one request with the connection's token and never throws; the token goes to this URL and follows no redirect. */
export async function send(
	context: ApiContext,
	connection: Connection,
	outgoing: Outgoing,
): Promise<HttpResult> {
	const timeout = AbortSignal.timeout(outgoing.timeoutMs);
	const late = new Promise<HttpResult>((resolve) => {
		timeout.addEventListener('abort', () =>
			resolve({ kind: 'timeout', afterMs: outgoing.timeoutMs }),
		);
	});
	const request = async () => {
		timeout.throwIfAborted();
		const limited = withTimeLimit(context, timeout);
		// Those who wait for its token wait no longer either.
		return await Promise.race([late, sendSigned(limited, connection, outgoing)]);
	};
	try {
		return await Promise.race([late, afterFirstToken(connection, request)]);
	} catch (error) {
		return readThrown(error, outgoing.timeoutMs);
	}
}

/**
 * While a credential has no token yet, lets one request go ahead and fetch it, so that the others find it: n8n fetches
 * one per request otherwise (renewals it shares by itself).
 */
async function afterFirstToken<T>(
	{ credentialId, token }: Connection,
	request: () => Promise<T>,
): Promise<T> {
	if (token === 'present') return await request();
	const first = fetching.get(credentialId);
	if (first !== undefined) return await first.then(request, request);
	const mine = request();
	fetching.set(credentialId, mine);
	try {
		return await mine;
	} finally {
		fetching.delete(credentialId);
	}
}

/**
 * A context in which n8n cancels a request with its run and, wherever it stands, when its time is up: n8n replaces a
 * request's own signal by the run's. So nothing is sent once a token that came late is there.
 */
function withTimeLimit<T extends ApiContext>(context: T, timeout: AbortSignal): T {
	const run =
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	const signal = run === undefined ? timeout : AbortSignal.any([run, timeout]);
	return Object.create(context, { getExecutionCancelSignal: { value: () => signal } }) as T;
}

async function sendSigned(
	context: ApiContext,
	connection: Connection,
	{ method, url, body, headers, timeoutMs }: Outgoing,
): Promise<HttpResult> {
	if (connection.token === 'unusable')
		await context.helpers.refreshOAuth2Token.call(context, credentialType);
	const reply = (await context.helpers.httpRequestWithAuthentication.call(context, credentialType, {
		method,
		url,
		headers: { Accept: 'application/json', ...headers },
		...(body === undefined ? {} : { body }),
		// As text: we parse it ourselves, after a look at the status.
		encoding: 'text',
		returnFullResponse: true,
		timeout: timeoutMs,
		disableFollowRedirect: true,
		sendCredentialsOnCrossOriginRedirect: false,
		// n8n renews the token when it sees a 401; all other statuses are ours to read.
		ignoreHttpStatusErrors: { ignore: true, except: [401] },
	})) as IN8nHttpFullResponse;
	if (reply.statusCode === 407) return { kind: 'proxy_login' };
	connection.token = 'present';
	return {
		kind: 'reply',
		status: reply.statusCode,
		headers: reply.headers,
		text: typeof reply.body === 'string' ? reply.body : '',
	};
}
