import { request as requestHttp, type ClientRequest } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { PreparedDelivery } from './prepareDelivery.mts';

/** What came back: an HTTP answer, or the reason why none came. */
export type PostResult =
	| { kind: 'answered'; status: number; answer: string }
	| { kind: 'timedOut' | 'unreachable'; reason: string };

export interface PostLimits {
	timeoutMs: number;
	/** Pause in the middle of the body. */
	pauseMs: number;
	closing: AbortSignal;
}

/** Posts once over a connection of its own, follows no redirect and never rejects. */
export function postOnce(
	url: string,
	prepared: PreparedDelivery,
	limits: PostLimits,
): Promise<PostResult> {
	return new Promise((resolve) => {
		const timeout = AbortSignal.timeout(limits.timeoutMs);
		const unanswered = (cause: Error & { code?: string }) =>
			resolve(
				timeout.aborted
					? { kind: 'timedOut', reason: `no answer within ${limits.timeoutMs} ms` }
					: { kind: 'unreachable', reason: cause.code ?? cause.message },
			);
		const request = url.startsWith('https:') ? requestHttps : requestHttp;
		let answering = false;
		const sent = request(
			url,
			{
				method: 'POST',
				headers: prepared.headers,
				agent: false,
				signal: AbortSignal.any([timeout, limits.closing]),
			},
			(response) => {
				answering = true;
				const chunks: Buffer[] = [];
				response.on('data', (chunk: Buffer) => chunks.push(chunk));
				response.on('error', unanswered);
				response.on('end', () =>
					resolve({
						kind: 'answered',
						status: response.statusCode ?? 0,
						answer: Buffer.concat(chunks).toString('utf8'),
					}),
				);
			},
		);
		// A receiver may answer before it has read a large body and then close: its answer counts.
		sent.on('error', (cause) => {
			if (!answering) unanswered(cause);
		});
		writeBody(sent, prepared.payload, limits.pauseMs);
	});
}

function writeBody(request: ClientRequest, payload: Buffer, pauseMs: number): void {
	if (pauseMs === 0) {
		request.end(payload);
		return;
	}
	const middle = Math.floor(payload.length / 2);
	request.write(payload.subarray(0, middle));
	const pause = setTimeout(() => request.end(payload.subarray(middle)), pauseMs);
	request.once('close', () => clearTimeout(pause));
}
