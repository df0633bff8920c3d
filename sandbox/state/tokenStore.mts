import { randomInt } from 'node:crypto';

const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const CODE_LIFETIME_MS = 60_000;

/** An access token and what it may do. */
export interface AccessToken {
	token: string;
	scope: string;
	expiresAtMs: number;
}

interface AuthorizationCode {
	scope: string;
	redirectUri: string | undefined;
	expiresAtMs: number;
}

/** Everything the authorization server remembers. */
export class TokenStore {
	private readonly accessTokens = new Map<string, AccessToken>();
	private readonly codes = new Map<string, AuthorizationCode>();
	private readonly refreshTokens = new Map<string, string>();

	issueAccessToken(scope: string, lifetimeSeconds: number, nowMs: number): AccessToken {
		const issued = {
			token: thirtyCharacters(),
			scope,
			expiresAtMs: nowMs + lifetimeSeconds * 1000,
		};
		this.accessTokens.set(issued.token, issued);
		return issued;
	}

	issueCode(scope: string, redirectUri: string | undefined, nowMs: number): string {
		const code = thirtyCharacters();
		this.codes.set(code, { scope, redirectUri, expiresAtMs: nowMs + CODE_LIFETIME_MS });
		return code;
	}

	/** Hands out the code's scope once, and only within its minute and for its redirect address. */
	redeemCode(code: string, redirectUri: string | undefined, nowMs: number): string | undefined {
		const held = this.codes.get(code);
		this.codes.delete(code);
		if (held === undefined || held.expiresAtMs <= nowMs) return undefined;
		const sameAddress = redirectUri === undefined || redirectUri === held.redirectUri;
		return sameAddress ? held.scope : undefined;
	}

	issueRefreshToken(scope: string): string {
		const token = thirtyCharacters();
		this.refreshTokens.set(token, scope);
		return token;
	}

	scopeOfRefreshToken(token: string): string | undefined {
		return this.refreshTokens.get(token);
	}

	revokeRefreshToken(token: string): void {
		this.refreshTokens.delete(token);
	}

	/** The token, when it was issued here and has not expired. */
	findValid(token: string, nowMs: number): AccessToken | undefined {
		const held = this.accessTokens.get(token);
		return held !== undefined && held.expiresAtMs > nowMs ? held : undefined;
	}

	expireAccessTokens(): void {
		this.accessTokens.clear();
	}
}

function thirtyCharacters(): string {
	return Array.from({ length: 30 }, () => ALPHANUMERIC.charAt(randomInt(ALPHANUMERIC.length))).join(
		'',
	);
}
