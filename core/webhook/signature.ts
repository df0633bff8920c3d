import { createHmac, timingSafeEqual } from 'node:crypto';
import { rebuildAsPython } from './pythonJson';

/** Node writes header names in lower case; Apicbase calls it `X-APIC-WEBHOOK-SIGNATURE`. */
export const signatureHeader = 'x-apic-webhook-signature';

/** 64 characters, and room for blanks around them. */
const longestHeader = 200;
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/** Bytes of a body that may be hashed; an order of 20,000 lines stays under it. */
export const largestBody = 4 * 1024 * 1024;

/** Bytes of a body that is rebuilt before its sender is confirmed; an order of 2,500 lines stays under it. */
export const largestRebuiltBody = 512 * 1024;

/** Whether a body is confirmed, in which form, and why not; the reason is for the log, never for the sender. */
export type SignatureCheck =
	| { ok: true; body: 'as_sent' | 'rebuilt' }
	| { ok: false; problem: 'no_secret' | 'mismatch' | 'blank_around_secret' };

/** The signature a header holds as 64 lowercase hex characters; `undefined` when it is missing, repeated or anything else. */
export function readSignature(header: string | string[] | undefined): string | undefined {
	if (typeof header !== 'string' || header.length > longestHeader) return undefined;
	const signature = header.trim().toLowerCase();
	return /^[0-9a-f]{64}$/.test(signature) ? signature : undefined;
}

/**
 * Whether the body was signed with one of the secrets: HMAC-SHA256 over the raw bytes, compared in constant time
 * (https://developers.apicbase.com/docs/integrated-ordering). With `acceptReformattedBody`, a body that a proxy
 * re-encoded is checked once more as Python would have written it, or without a byte order mark. What that costs is
 * bounded by `largestRebuiltBody`.
 */
export function checkSignature(delivery: {
	rawBody: Buffer;
	signature: string;
	secrets: readonly string[];
	acceptReformattedBody: boolean;
}): SignatureCheck {
	const secrets = delivery.secrets.filter((secret) => secret.trim() !== '');
	if (secrets.length === 0) return { ok: false, problem: 'no_secret' };
	const signature = Buffer.from(delivery.signature, 'hex');
	if (signedByOneOf(secrets, delivery.rawBody, signature)) return { ok: true, body: 'as_sent' };
	if (delivery.acceptReformattedBody && isSignedReformatted(secrets, delivery.rawBody, signature))
		return { ok: true, body: 'rebuilt' };
	const trimmed = secrets
		.filter((secret) => secret !== secret.trim())
		.map((secret) => secret.trim());
	const blank = signedByOneOf(trimmed, delivery.rawBody, signature);
	return { ok: false, problem: blank ? 'blank_around_secret' : 'mismatch' };
}

function isSignedReformatted(
	secrets: readonly string[],
	rawBody: Buffer,
	signature: Buffer,
): boolean {
	if (rawBody.length > largestRebuiltBody) return false;
	const hasMark = rawBody.subarray(0, byteOrderMark.length).equals(byteOrderMark);
	if (hasMark && signedByOneOf(secrets, rawBody.subarray(byteOrderMark.length), signature))
		return true;
	const rebuilt = rebuildAsPython(rawBody.toString('utf8'));
	return rebuilt !== undefined && signedByOneOf(secrets, rebuilt, signature);
}

/** Every secret is tried, match or not, so that the time taken says nothing. */
function signedByOneOf(secrets: readonly string[], message: Buffer, signature: Buffer): boolean {
	let matches = false;
	for (const secret of secrets) {
		const expected = createHmac('sha256', secret).update(message).digest();
		matches = timingSafeEqual(expected, signature) || matches;
	}
	return matches;
}
