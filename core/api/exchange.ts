import type { ReplyHeaders } from './headers';

/** What came of one HTTP request: a reply of any status, or the reason why there is none. */
export type Exchange =
	| { kind: 'reply'; status: number; headers: ReplyHeaders; text: string }
	| { kind: 'timeout'; afterMs: number }
	/** No connection, or one that broke off; the code is Node's, e.g. ECONNREFUSED. */
	| { kind: 'network'; code: string | null }
	/** The token address answered and gave no token; `reason` is OAuth2's code, e.g. invalid_client. */
	| { kind: 'token_refused'; reason: string | null }
	| { kind: 'token_unavailable' }
	/** The connection was never signed in (only for library owners and partners). */
	| { kind: 'not_connected' }
	/** Somebody stopped the run. */
	| { kind: 'cancelled' };
