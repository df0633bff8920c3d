import { parseJson } from '../json';
import type { Language } from '../messages/format';
import { fingerprintOrder } from '../order/fingerprint';
import {
	deepestNesting,
	isNestedDeeperThan,
	parseOrder,
	type PurchaseOrder,
} from '../order/purchaseOrder';
import { checkOrder, type Checks } from '../validation/checkOrder';
import {
	formatDiagnostic,
	makeDiagnostic,
	type Diagnostic,
	type RuleMeta,
} from '../messages/issue';
import { describeValidation, type Validation } from '../validation/validation';
import { nameOrder, refused, unreadable, type Answer } from './response';

type Payload = Record<string, unknown>;

/** An order to accept, or the answer that refuses what came. */
export type ReceivedOrder =
	| { ok: true; order: PurchaseOrder; fingerprint: string }
	/** `refusal` is there when the body was a JSON object, for the Refused output. */
	| { ok: false; answer: Answer; refusal?: Refusal };

/** What was wrong with what came. */
export interface Refusal {
	payload: Payload;
	issues: readonly Diagnostic[];
}

/** What an order must pass before it is answered, and how the answer speaks. */
export interface DeliveryRules {
	/** `undefined` when being an order is enough. */
	checks?: Checks;
	language: Language;
	externalIdPrefix: string;
	nowMs: number;
}

/** What the Refused output carries: what came, and why it was not accepted. */
export type RefusedItem = Payload & {
	sync: { externalId: string | null; source: 'webhook'; receivedAt: string };
	validation: Validation;
};

/** Reads a body whose signature was confirmed: an order that passes the rules, or the answer that refuses it. */
export function receiveOrder(rawBody: Buffer, rules: DeliveryRules): ReceivedOrder {
	const payload = parseObject(rawBody.toString('utf8'));
	if (payload === undefined) return { ok: false, answer: unreadable() };
	const parsed = parseOrder(payload);
	if (!parsed.ok) return refuse(payload, parsed.issues, rules);
	const { order } = parsed;
	const issues = rules.checks === undefined ? [] : checkOrder(order, rules.checks, rules.nowMs);
	return issues.some(({ severity }) => severity === 'error')
		? refuse(payload, issues, rules)
		: { ok: true, order, fingerprint: fingerprintOrder(order) };
}

/** Refuses an earlier version of an order whose newer version was accepted. */
export const refuseSuperseded = (order: PurchaseOrder, rules: DeliveryRules) =>
	refuse(
		order,
		[makeDiagnostic(orderSuperseded, 'error', { path: 'ordered_on', line: null })],
		rules,
	);

/** The item for the person who looks after refused orders, from something that may not be an order at all. */
export function refusedItem({ payload, issues }: Refusal, rules: DeliveryRules): RefusedItem {
	const { externalId, orderNumber } = nameOrder(payload, rules.externalIdPrefix);
	return {
		...payload,
		sync: {
			externalId,
			source: 'webhook',
			receivedAt: new Date(rules.nowMs).toISOString(),
		},
		validation: describeValidation({ orderNumber }, issues, rules.language),
	};
}

/** An order that was accepted in a newer version. */
export const orderSuperseded: RuleMeta = {
	code: 'order_superseded',
	message: {
		en: 'A newer version of this order was already received. To return to this version, change the order and send it again.',
		nl: 'Een nieuwere versie van deze bestelling was al ontvangen. Wijzig de bestelling en verzend ze opnieuw om naar deze versie terug te keren.',
		fr: 'Une version plus récente de cette commande a déjà été reçue. Pour revenir à cette version, modifiez la commande et envoyez-la à nouveau.',
		de: 'Eine neuere Version dieser Bestellung liegt uns bereits vor. Um zu dieser Version zurückzukehren, ändern Sie die Bestellung und senden Sie sie erneut.',
	},
	example: {},
	fix: 'Ask the customer which version they want. If it is this one, have them change the order and send it again.',
	owner: 'customer',
};

function refuse(
	payload: Payload,
	issues: readonly Diagnostic[],
	{ language, externalIdPrefix }: DeliveryRules,
): Extract<ReceivedOrder, { ok: false }> {
	const sentences = issues
		.filter(({ severity }) => severity === 'error')
		.map((error) => ({ code: error.code, message: formatDiagnostic(error, language) }));
	return {
		ok: false,
		answer: refused(nameOrder(payload, externalIdPrefix), sentences, { language }),
		refusal: { payload: withoutDepths(payload), issues },
	};
}

/** n8n could not store what is nested too deeply; of such a thing only the plain fields are shown. */
function withoutDepths(payload: Payload): Payload {
	if (!isNestedDeeperThan(deepestNesting, payload)) return payload;
	return Object.fromEntries(
		Object.entries(payload).filter(([, field]) => typeof field !== 'object'),
	);
}

function parseObject(text: string): Payload | undefined {
	const parsed = parseJson(text);
	if (
		!parsed.ok ||
		typeof parsed.value !== 'object' ||
		parsed.value === null ||
		Array.isArray(parsed.value)
	)
		return undefined;
	return parsed.value as Payload;
}
