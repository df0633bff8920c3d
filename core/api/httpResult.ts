import type { ReplyHeaders } from './headers';

/** The outcome of one HTTP request: a reply of any status, or the reason why there is none. */
export type HttpResult =
	| HttpReply
	| { kind: 'timeout'; afterMs: number }
	/** No connection, or one that broke off; the code is Node's, e.g. ECONNREFUSED. */
	| { kind: 'network'; code: string | null }
	/** The certificate of the server, or of a proxy that opens TLS, is not trusted; the code is Node's. */
	| { kind: 'untrusted_certificate'; code: string }
	/** n8n's own protection against requests into its network (SSRF) stopped the request. */
	| { kind: 'blocked_by_n8n' }
	/** The proxy that n8n uses asks for a login (407). */
	| { kind: 'proxy_login' }
	/** The token address refused; `reason` is OAuth2's code, e.g. invalid_client. */
	| { kind: 'token_refused'; reason: string | null }
	/** The token address answered well and gave no token; `sent` says what came instead. */
	| { kind: 'token_absent'; sent: string }
	| { kind: 'token_unavailable' }
	/** The connection was never signed in (only for library owners and partners). */
	| { kind: 'not_connected' }
	/** Somebody stopped the run. */
	| { kind: 'cancelled' };

export interface HttpReply {
	kind: 'reply';
	status: number;
	headers: ReplyHeaders;
	text: string;
}
