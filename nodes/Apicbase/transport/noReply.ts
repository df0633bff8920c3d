import type { Exchange } from '../../../core/api/exchange';
import { readLabel } from '../../../core/json';

const timeoutCodes = new Set(['ECONNABORTED', 'ETIMEDOUT']);
const tokenUnreadable = 'ESTATUS';
const tokenServerTrouble = new Set(['server_error', 'temporarily_unavailable']);

/**
 * Reads what n8n threw instead of a reply. Only a 401 that a new token did not cure is the API's own; everything else
 * with a status comes from the token address, wrapped several times.
 */
export function readNoReply(thrown: unknown, timeoutMs: number): Exchange {
	const layers = causesOf(thrown);
	const first = (...path: string[]) =>
		layers.map((layer) => readLabel(layer, path)).find((found) => found !== null);
	const reason = first('body', 'error');
	if (reason !== undefined)
		return tokenServerTrouble.has(reason)
			? { kind: 'token_unavailable' }
			: { kind: 'token_refused', reason };
	if (first('failure', 'cause') === 'credential-invalid')
		return { kind: 'token_refused', reason: 'invalid_grant' };
	if (layers.some(({ message }) => message.includes('credentials not connected')))
		return { kind: 'not_connected' };
	const status = Number(
		first('response', 'status') ?? first('status') ?? first('httpCode') ?? Number.NaN,
	);
	const code = first('code') ?? null;
	if (status === 401) return { kind: 'reply', status, headers: {}, text: '' };
	if (status === 429 || status >= 500) return { kind: 'token_unavailable' };
	// A reply that began well and broke off carries its status; a token address that sends a web page has n8n's code.
	if (status >= 400 || code === tokenUnreadable) return { kind: 'token_refused', reason: null };
	if (code === 'ERR_CANCELED') return { kind: 'cancelled' };
	return code !== null && timeoutCodes.has(code)
		? { kind: 'timeout', afterMs: timeoutMs }
		: { kind: 'network', code };
}

function causesOf(thrown: unknown): Error[] {
	const layers: Error[] = [];
	for (let layer = thrown; layer instanceof Error && layers.length < 10; layer = layer.cause)
		layers.push(layer);
	return layers;
}
