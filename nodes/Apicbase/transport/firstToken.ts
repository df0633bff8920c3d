import type { Connection } from './connection';

const fetching = new Map<string, Promise<unknown>>();

/**
 * While a connection has no token yet, lets one request go ahead and fetch it, so that the others find it: n8n fetches
 * one per request otherwise (renewals it shares by itself).
 */
export async function afterFirstToken<T>(
	{ key, hasToken }: Connection,
	send: () => Promise<T>,
): Promise<T> {
	if (hasToken) return await send();
	const first = fetching.get(key);
	if (first !== undefined) return await first.then(send, send);
	const mine = send();
	fetching.set(key, mine);
	try {
		return await mine;
	} finally {
		fetching.delete(key);
	}
}
