import type { SandboxContext } from './sandboxContext.mts';
import type { FaultInput, Fault } from './state/faultList.mts';
import { addOrder, changeOrder, nowMicros } from './state/changeOrders.mts';
import type { OrderInput, PurchaseOrder } from './state/purchaseOrder.mts';
import {
	freshState,
	type DeliveryRecord,
	type StateStart,
	type WebhookSetting,
} from './state/sandboxState.mts';
import { changeSwitches, type SwitchChanges, type Switches } from './state/switches.mts';
import { generateOrders } from './state/generateOrders.mts';
import { sendOrder, type SendChoices } from './webhook/sendOrder.mts';
import { orderView, type OrderView } from './wire/orderView.mts';

/** An order after the customer's click, and what the supplier answered; null when nothing was delivered. */
export interface PlacedOrder {
	order: OrderView;
	delivery: DeliveryRecord | null;
}

/** Many orders at once, placed one after the other. */
export interface ManyOrders {
	count: number;
	seed?: number;
	/** `ordered_on` of the first, ISO 8601; by default all are placed now. */
	startingAt?: string;
	everyMs?: number;
}

/** Everything a test, the page or the demo can do to the sandbox. */
export interface Controls {
	/** The customer places an order: it is delivered to the webhook, or `ORDERED` at once without one. */
	placeOrder(input?: OrderInput, choices?: SendChoices): Promise<PlacedOrder>;
	/** Adds `ORDERED` orders without delivering them. */
	addOrders(orders: ManyOrders | OrderInput[]): OrderView[];
	/** Changes an order, which goes back to `IN_PROGRESS` unless a status is given. */
	editOrder(orderId: string, changes: OrderInput): OrderView;
	/** The customer clicks again. */
	resend(orderId: string, choices?: SendChoices): Promise<PlacedOrder>;
	order(orderId: string): OrderView | undefined;
	/** All orders in the order they were created, or only the latest of them. */
	orders(latest?: number): OrderView[];
	setWebhook(setting: Partial<WebhookSetting>): void;
	switches(): Readonly<Switches>;
	setSwitches(changes: SwitchChanges): Readonly<Switches>;
	readonly faults: { add(fault: FaultInput): number; list(): readonly Fault[]; clear(): void };
	expireTokens(): void;
	/** Back to the start, but order numbers count on. */
	reset(): void;
}

/** The controls of a running sandbox; `start` is what a reset goes back to. */
export function createControls(context: SandboxContext, start: StateStart): Controls {
	const { state } = context;
	const placed = (order: PurchaseOrder, delivery: DeliveryRecord | null): PlacedOrder => ({
		order: orderView(state, order),
		delivery,
	});
	return {
		async placeOrder(input = {}, choices) {
			const order = addOrder(state, input, context.clock());
			return placed(
				order,
				input.status === undefined ? await sendOrder(context, order, choices) : null,
			);
		},
		addOrders: (orders) =>
			(Array.isArray(orders) ? orders : spreadOut(orders))
				.map((input) => addOrder(state, { status: 'ORDERED', ...input }, context.clock()))
				.map((order) => orderView(state, order)),
		editOrder(orderId, changes) {
			const order = requireOrder(context, orderId);
			changeOrder(order, changes);
			return orderView(state, order);
		},
		async resend(orderId, choices) {
			const order = requireOrder(context, orderId);
			if (order.status === 'IN_PROGRESS' && state.switches.orderedOnAtResend === 'renewed') {
				order.orderedOnMicros = nowMicros(context.clock(), Number(order.id) % 1000);
			}
			return placed(order, await sendOrder(context, order, choices));
		},
		order(orderId) {
			const order = state.orders.get(orderId);
			return order && orderView(state, order);
		},
		orders: (latest = state.orders.size) =>
			[...state.orders.values()]
				.slice(Math.max(0, state.orders.size - latest))
				.map((order) => orderView(state, order)),
		setWebhook: (setting) => {
			state.webhook = { ...state.webhook, ...setting };
		},
		switches: () => state.switches,
		setSwitches: (changes) => (state.switches = changeSwitches(state.switches, changes)),
		faults: {
			add: (fault) => state.faults.add(fault),
			list: () => state.faults.list(),
			clear: () => state.faults.clear(),
		},
		expireTokens: () => state.tokens.expireAccessTokens(),
		reset: () => {
			Object.assign(state, freshState(start, state.lastOrderSerial));
		},
	};
}

function spreadOut({ count, seed, startingAt, everyMs = 0 }: ManyOrders): OrderInput[] {
	const orders = generateOrders(count, seed);
	if (startingAt === undefined) return orders;
	const startMs = Date.parse(startingAt);
	return orders.map((order, index) => ({
		...order,
		orderedOn: new Date(startMs + index * everyMs).toISOString(),
	}));
}

function requireOrder(context: SandboxContext, orderId: string): PurchaseOrder {
	const order = context.state.orders.get(orderId);
	if (order === undefined) throw new RangeError(`The sandbox has no order ${orderId}`);
	return order;
}
