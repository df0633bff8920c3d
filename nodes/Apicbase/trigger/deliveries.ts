import { sleep, type IWebhookFunctions } from 'n8n-workflow';
import { AcceptedOrders } from '../../../core/webhook/acceptedOrders';
import { hourMs } from '../../../core/timestamp';
import { OrdersUnderWay, type Entry } from '../../../core/webhook/underWay';

type WebhookResponse = ReturnType<IWebhookFunctions['getResponseObject']>;

const closedKept = 2000;
/** How long an order may wait for its turn; how long Apicbase waits for an answer is not published. */
const maxWaitMs = 8000;
export const defaultMaxUnderWay = 10;

/**
 * Which orders this process has accepted. n8n gives a webhook trigger no durable memory (docs/limits.md), so a restart
 * empties it; the ledger and the ERP's external ID decide then.
 */
export const acceptedOrders = new AcceptedOrders(
	{ orders: 10_000, maxAgeMs: 48 * hourMs },
	Date.now,
);

const underWay = new Map<string, OrdersUnderWay>();

/** Waits for one of the trigger's places; the exchange gives it back when it closes. */
export async function enter(
	triggerKey: string,
	response: WebhookResponse,
	max: number,
): Promise<Entry> {
	const orders = underWay.get(triggerKey) ?? new OrdersUnderWay(maxWaitMs, () => performance.now());
	underWay.set(triggerKey, orders);
	return await orders.enter(response, max, () => sleep(maxWaitMs));
}

/** Deliveries whose sender left or was answered, oldest first, by what their item carries. */
const closed = new Set<string>();

interface Delivery {
	externalId: string;
	receivedAt: string;
}

const nameOf = ({ externalId, receivedAt }: Delivery) => `${receivedAt} ${externalId}`;

/** Remembers when nobody waits for an answer to this delivery any more, for the Answer step that comes too late. */
export function watchSender(delivery: Delivery, response: WebhookResponse): void {
	response.once('close', () => {
		closed.add(nameOf(delivery));
		const [oldest] = closed;
		if (closed.size > closedKept && oldest !== undefined) closed.delete(oldest);
	});
}

/** Whether this process knows that nobody waits for an answer to this delivery. */
export const isSenderGone = (delivery: Delivery): boolean => closed.has(nameOf(delivery));
