import { parseJson } from '../json';
import { checkOrder, type Checks } from '../validation/checkOrder';
import { formatDiagnostic, type Diagnostic } from '../messages/issue';
import { fingerprintOrder } from '../order/fingerprint';
import type { Language } from '../messages/language';
import { isNestedDeeperThan } from '../order/nesting';
import { deepestNesting, parseOrder } from '../order/parseOrder';
import type { PurchaseOrder } from '../order/purchaseOrder';
import { nameOrder, refused, unreadable, type Answer } from './answer';

/** An order to take, or the answer that refuses what came. */
export type Judgement =
	| { ok: true; order: PurchaseOrder; fingerprint: string }
	/** `payload` and `issues` are there when a JSON object came, so that somebody can be shown it. */
	| { ok: false; answer: Answer; payload?: Record<string, unknown>; issues: Diagnostic[] };

/** The rules an order must pass before it is answered, and the language of the answer. */
export interface DeliveryRules {
	checks: Checks;
	language: Language;
	nowMs: number;
}

/** Reads a body whose signature was confirmed: an order that passes the rules, when there are any, or the answer that refuses it. */
export function judgeDelivery(
	rawBody: Buffer,
	rules?: DeliveryRules,
	externalIdPrefix?: string,
): Judgement {
	const payload = parseObject(rawBody.toString('utf8'));
	if (payload === undefined) return { ok: false, answer: unreadable(), issues: [] };
	const parsed = parseOrder(payload);
	const language = rules?.language;
	if (!parsed.ok) return refuse(payload, parsed.issues, { language, externalIdPrefix });
	const diagnostics =
		rules === undefined ? [] : checkOrder(parsed.order, rules.checks, rules.nowMs);
	if (diagnostics.some(({ severity }) => severity === 'error'))
		return refuse(payload, diagnostics, { language, externalIdPrefix });
	return { ok: true, order: parsed.order, fingerprint: fingerprintOrder(parsed.order) };
}

function refuse(
	payload: Record<string, unknown>,
	issues: Diagnostic[],
	{ language = 'en', externalIdPrefix }: { language?: Language; externalIdPrefix?: string },
): Judgement {
	const errors = issues.filter(({ severity }) => severity === 'error');
	const sentences = errors.map((error) => ({
		code: error.code,
		message: formatDiagnostic(error, language),
	}));
	return {
		ok: false,
		answer: refused(nameOrder(payload, externalIdPrefix), sentences, { language }),
		payload: withoutDepths(payload),
		issues,
	};
}

/** n8n could not store what is nested too deeply; of such a thing only the plain fields are shown. */
function withoutDepths(payload: Record<string, unknown>): Record<string, unknown> {
	if (!isNestedDeeperThan(deepestNesting, payload)) return payload;
	return Object.fromEntries(
		Object.entries(payload).filter(([, field]) => typeof field !== 'object'),
	);
}

function parseObject(text: string): Record<string, unknown> | undefined {
	const parsed = parseJson(text);
	if (
		!parsed.ok ||
		typeof parsed.value !== 'object' ||
		parsed.value === null ||
		Array.isArray(parsed.value)
	)
		return undefined;
	return parsed.value as Record<string, unknown>;
}
