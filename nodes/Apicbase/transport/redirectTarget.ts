import type { Exchange } from '../../../core/api/exchange';
import { readHeader } from '../../../core/api/headers';

type Reply = Extract<Exchange, { kind: 'reply' }>;

/** Where a redirect leads, when it stays on the origin that was called; `undefined` for everything else. */
export function redirectTarget({ status, headers }: Reply, calledUrl: string): string | undefined {
	const location = status >= 300 && status < 400 ? readHeader(headers, 'location') : undefined;
	if (location === undefined || !URL.canParse(location, calledUrl)) return undefined;
	const target = new URL(location, calledUrl);
	return target.origin === new URL(calledUrl).origin ? target.href : undefined;
}
