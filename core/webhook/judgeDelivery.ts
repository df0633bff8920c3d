import type { Finding } from '../order/finding';
import { fingerprintOrder } from '../order/fingerprint';
import { parseOrder } from '../order/parseOrder';
import type { PurchaseOrder } from '../order/purchaseOrder';
import { nameOrder, refused, unreadable, type Answer } from './answer';

export type Judgement =
	| { ok: true; order: PurchaseOrder; fingerprint: string }
	/** `payload` and `issues` are there when a JSON object came, so that somebody can be shown it. */
	| { ok: false; answer: Answer; payload?: Record<string, unknown>; issues: Finding[] };

/** Reads a body whose signature was confirmed: an order, or the answer that refuses it. */
export function judgeDelivery(rawBody: Uint8Array): Judgement {
	const payload = parseObject(Buffer.from(rawBody).toString('utf8'));
	if (payload === undefined) return { ok: false, answer: unreadable(), issues: [] };
	const parsed = parseOrder(payload);
	if (!parsed.ok) {
		return { ok: false, answer: refused(nameOrder(payload), parsed.issues), payload, issues: parsed.issues };
	}
	return { ok: true, order: parsed.order, fingerprint: fingerprintOrder(parsed.order) };
}

function parseObject(text: string): Record<string, unknown> | undefined {
	let value: unknown;
	try {
		// n8n and proxies may leave a byte order mark in front; JSON.parse does not take it.
		value = JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
	} catch {
		return undefined;
	}
	return typeof value === 'object' && value !== null && !Array.isArray(value)
		? (value as Record<string, unknown>)
		: undefined;
}
