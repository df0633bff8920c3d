import type { SandboxContext } from '../sandboxContext.mts';
import type { PurchaseOrder } from '../state/purchaseOrder.mts';
import type { DeliveryRecord } from '../state/sandboxState.mts';
import type { DeliveryMode } from '../state/switches.mts';
import { orderWire } from '../wire/orderWire.mts';
import { pythonJson } from '../wire/pythonJson.mts';
import { postOnce, type PostResult } from './postOnce.mts';
import { prepareDelivery } from './prepareDelivery.mts';

/** How to send once: differences from the `delivery` switch, and a body to sign instead of the order. */
export interface SendChoices extends Partial<DeliveryMode> {
	rawBody?: string;
}

/**
 * The customer's click: delivers the order, which is `ORDERED` only after a 2XX and is never tried again by itself.
 * Without a webhook address it is `ORDERED` at once, and null is returned.
 */
export async function sendOrder(
	context: SandboxContext,
	order: PurchaseOrder,
	choices: SendChoices = {},
): Promise<DeliveryRecord | null> {
	const { url } = context.state.webhook;
	if (url === null) {
		order.status = 'ORDERED';
		return null;
	}
	const { rawBody, ...changes } = choices;
	const mode = { ...context.state.switches.delivery, ...changes };
	const text = rawBody ?? pythonJson(orderWire(order, context.state.switches));
	const copies = await sendCopies(context, order, mode, () =>
		deliverOnce(context, url, text, mode),
	);
	if (copies.some(({ outcome }) => outcome === 'accepted')) order.status = 'ORDERED';
	return copies[0] ?? null;
}

async function sendCopies(
	context: SandboxContext,
	order: PurchaseOrder,
	mode: DeliveryMode,
	deliver: () => Promise<PostResult>,
): Promise<DeliveryRecord[]> {
	const sendOne = async () => {
		const record = describeDelivery(order, await deliver(), mode.loseAnswer, context.clock());
		context.state.deliveries.push(record);
		return record;
	};
	if (mode.copiesAtOnce) return await Promise.all(Array.from({ length: mode.copies }, sendOne));
	const records: DeliveryRecord[] = [];
	for (let copy = 0; copy < mode.copies; copy += 1) records.push(await sendOne());
	return records;
}

function deliverOnce(
	context: SandboxContext,
	url: string,
	text: string,
	mode: DeliveryMode,
): Promise<PostResult> {
	const secret = context.state.webhook.secret ?? context.clientSecret;
	const limits = { timeoutMs: mode.timeoutMs, pauseMs: mode.pauseMs, closing: context.closing };
	return postOnce(url, prepareDelivery(text, secret, mode), limits);
}

function describeDelivery(
	order: PurchaseOrder,
	result: PostResult,
	answerLost: boolean,
	nowMs: number,
): DeliveryRecord {
	const common = {
		orderId: order.id,
		orderNumber: order.orderNumber,
		at: new Date(nowMs).toISOString(),
	};
	if (result.kind !== 'answered') {
		return {
			...common,
			status: null,
			answer: `The supplier cannot be reached (${result.reason}).`,
			outcome: result.kind,
		};
	}
	const accepted = result.status >= 200 && result.status < 300;
	const outcome = answerLost ? 'answerLost' : accepted ? 'accepted' : 'refused';
	return { ...common, status: result.status, answer: result.answer, outcome };
}
