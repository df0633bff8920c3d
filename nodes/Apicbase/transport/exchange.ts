import type { IHttpRequestMethods, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import type { Exchange } from '../../../core/api/exchange';
import { credentialType, type ApiContext, type Connection } from './connection';
import { afterFirstToken } from './firstToken';
import { readNoReply } from './noReply';

/** One request as it goes out, without the token. */
export interface Outgoing {
	method: IHttpRequestMethods;
	url: string;
	body?: IHttpRequestOptions['body'];
	headers?: Record<string, string>;
	/** How long one request may take, the token's renewal included. */
	timeoutMs: number;
}

/** Sends one request with the connection's token and never throws; the token goes to this URL and follows no redirect. */
export async function exchange(
	context: ApiContext,
	connection: Connection,
	outgoing: Outgoing,
): Promise<Exchange> {
	const timeout = AbortSignal.timeout(outgoing.timeoutMs);
	const late = new Promise<Exchange>((resolve) => {
		timeout.addEventListener('abort', () =>
			resolve({ kind: 'timeout', afterMs: outgoing.timeoutMs }),
		);
	});
	try {
		return await Promise.race([
			late,
			afterFirstToken(connection, async () => await send(context, outgoing, timeout)),
		]);
	} catch (error) {
		return readNoReply(error, outgoing.timeoutMs);
	}
}

async function send(
	context: ApiContext,
	{ method, url, body, headers, timeoutMs }: Outgoing,
	abortSignal: AbortSignal,
): Promise<Exchange> {
	const reply = (await context.helpers.httpRequestWithAuthentication.call(context, credentialType, {
		method,
		url,
		headers: { Accept: 'application/json', ...headers },
		...(body === undefined ? {} : { body }),
		// Text, so that nothing is parsed before it was looked at.
		encoding: 'text',
		returnFullResponse: true,
		timeout: timeoutMs,
		abortSignal,
		disableFollowRedirect: true,
		sendCredentialsOnCrossOriginRedirect: false,
		// n8n renews the token when it sees a 401; all other statuses are ours to read.
		ignoreHttpStatusErrors: { ignore: true, except: [401] },
	})) as IN8nHttpFullResponse;
	return {
		kind: 'reply',
		status: reply.statusCode,
		headers: reply.headers,
		text: typeof reply.body === 'string' ? reply.body : '',
	};
}
