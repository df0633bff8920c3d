const mostKept = 10_000;

/** When this process claimed orders that are not settled yet, epoch ms; a restart empties it and the store decides. */
const claims = new Map<string, number>();

const keyOf = (ledger: string, externalId: string) => `${ledger} ${externalId}`;

export function rememberClaim(ledger: string, externalId: string, nowMs: number): void {
	const key = keyOf(ledger, externalId);
	claims.delete(key);
	claims.set(key, nowMs);
	const [oldest] = claims.keys();
	if (claims.size > mostKept && oldest !== undefined) claims.delete(oldest);
}

export const claimedHereMs = (ledger: string, externalId: string): number | undefined => claims.get(keyOf(ledger, externalId));

export function forgetClaim(ledger: string, externalId: string): void {
	claims.delete(keyOf(ledger, externalId));
}
