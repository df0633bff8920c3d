import type { HttpResult } from '../../../core/api/httpResult';
import { readLabel } from '../../../core/json';

const timeoutCodes = new Set(['ECONNABORTED', 'ETIMEDOUT']);
/** n8n's OAuth2 client gives this code to a reply of the token address that it cannot read. */
const tokenUnreadable = 'ESTATUS';
const tokenServerTrouble = new Set(['server_error', 'temporarily_unavailable']);
/** Node's codes for a certificate that is self-signed, expired, unknown, or for another host. */
const certificateCode = /CERT|_SIGNATURE|_ISSUER|^INVALID_CA$/;
/** n8n 2's SSRF protection, by class and, when something wrapped it, by sentence. */
const blockedByN8n = /^SsrfBlocked|blocked because (it resolves to|the destination hostname)/;
const notConnected = /credentials not connected/;
const unsigned = /sign without access token/;

/**
 * Reads what n8n threw instead of a reply. Only a 401 that a new token did not cure is the API's own; everything else
 * with a status comes from the token address, wrapped several times.
 */
export function readThrown(thrown: unknown, timeoutMs: number): HttpResult {
	const layers = causesOf(thrown);
	const first = (...path: string[]) =>
		layers.map((layer) => readLabel(layer, path)).find((found) => found !== null);
	const isAbout = (pattern: RegExp) =>
		layers.some(({ name, message }) => pattern.test(name) || pattern.test(message));

	if (isAbout(blockedByN8n)) return { kind: 'blocked_by_n8n' };
	const reason = first('body', 'error');
	if (reason !== undefined)
		return tokenServerTrouble.has(reason)
			? { kind: 'token_unavailable' }
			: { kind: 'token_refused', reason };
	if (first('failure', 'cause') === 'credential-invalid')
		return { kind: 'token_refused', reason: 'invalid_grant' };
	if (isAbout(notConnected)) return { kind: 'not_connected' };
	if (isAbout(unsigned)) return { kind: 'token_absent', sent: 'a reply without a token' };

	const status = Number(
		first('response', 'status') ?? first('status') ?? first('httpCode') ?? Number.NaN,
	);
	const code = first('code') ?? null;
	if (status === 407) return { kind: 'proxy_login' };
	if (status === 401 && code !== tokenUnreadable)
		return { kind: 'reply', status, headers: {}, text: '' };
	if (status === 429 || status >= 500) return { kind: 'token_unavailable' };
	if (code === tokenUnreadable) return readTokenReply(status, first('body') ?? '');
	// A reply that began well and broke off carries its status, below 400.
	if (status >= 400) return { kind: 'token_refused', reason: null };
	if (code === 'ERR_CANCELED') return { kind: 'cancelled' };
	if (code !== null && certificateCode.test(code)) return { kind: 'untrusted_certificate', code };
	return code !== null && timeoutCodes.has(code)
		? { kind: 'timeout', afterMs: timeoutMs }
		: { kind: 'network', code };
}

/** The token address is no OAuth2 server's when it sends a page, nothing, or does not exist. */
function readTokenReply(status: number, body: string): HttpResult {
	if (status === 400 || status === 401 || status === 403)
		return { kind: 'token_refused', reason: null };
	if (status >= 300) return { kind: 'token_absent', sent: `status ${status}` };
	if (body === '') return { kind: 'token_absent', sent: 'an empty reply' };
	return {
		kind: 'token_absent',
		sent: body.startsWith('<') ? 'a web page' : 'something that is not JSON',
	};
}

function causesOf(thrown: unknown): Error[] {
	const layers: Error[] = [];
	for (let layer = thrown; layer instanceof Error && layers.length < 10; layer = layer.cause)
		layers.push(layer);
	return layers;
}
