const mostKept = 10_000;

/** A claim of a run of this process. */
export interface ClaimHere {
	atMs: number;
	fingerprint: string;
	/** The execution that holds it. */
	owner: string;
}

/** Which orders this process has claimed and not settled; a restart empties it and the store decides. */
const claims = new Map<string, ClaimHere>();

const keyOf = (ledger: string, externalId: string) => `${ledger} ${externalId}`;

/** Notes a claim that a run of this process has just made. */
export function rememberClaim(ledger: string, externalId: string, claim: ClaimHere): void {
	const key = keyOf(ledger, externalId);
	claims.delete(key);
	claims.set(key, claim);
	const [oldest] = claims.keys();
	if (claims.size > mostKept && oldest !== undefined) claims.delete(oldest);
}

/** This process's claim on an order; `undefined` when it made none, or has settled it. */
export const claimHere = (ledger: string, externalId: string): ClaimHere | undefined =>
	claims.get(keyOf(ledger, externalId));

/** Forgets a claim that was settled. */
export function forgetClaim(ledger: string, externalId: string): void {
	claims.delete(keyOf(ledger, externalId));
}
