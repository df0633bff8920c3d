import { ARTICLES, CUSTOMERS, UNLINKED_ARTICLE } from '../seed/catalogue.mts';
import { readThousandths } from '../values/decimals.mts';
import { readTimestamp } from '../values/timestamps.mts';
import type { LineInput, OrderInput, OrderLine, PurchaseOrder } from './purchaseOrder.mts';
import type { SandboxState } from './sandboxState.mts';

const FIRST_ID = 390_500_353_590_000;
const DEFAULT_LINES: LineInput[] = [{ articleNumber: 'ART-001', quantity: 3 }];

/** Adds an order in progress, or in the status given, with the next id and number. */
export function addOrder(state: SandboxState, input: OrderInput, nowMs: number): PurchaseOrder {
	state.lastOrderSerial += 1;
	const serial = state.lastOrderSerial;
	const order: PurchaseOrder = {
		id: String(FIRST_ID + serial),
		orderNumber: `PO-${new Date(nowMs).getUTCFullYear()}-${String(serial).padStart(6, '0')}`,
		status: 'IN_PROGRESS',
		orderedOnMicros: nowMicros(nowMs, serial),
		username: 'chef@example.com',
		customerNumber: CUSTOMERS[0]?.customerNumber ?? '',
		remarks: null,
		expectedDeliveryDate: null,
		lines: DEFAULT_LINES.map(orderLine),
		fetchedAtMicros: null,
		viewedAtMicros: null,
		overrides: {},
		without: [],
	};
	applyChoices(order, input);
	state.orders.set(order.id, order);
	return order;
}

/** Changes an order; unless a status is given it goes back to being the customer's cart. */
export function changeOrder(order: PurchaseOrder, changes: OrderInput): void {
	order.status = 'IN_PROGRESS';
	applyChoices(order, changes);
}

/** Now in microseconds, with the serial in the last three digits so that orders of one millisecond differ. */
export function nowMicros(nowMs: number, serial: number): number {
	return Math.floor(nowMs) * 1000 + (serial % 1000);
}

function applyChoices(order: PurchaseOrder, input: OrderInput): void {
	const { lines, orderedOn, ...plain } = input;
	for (const [name, value] of Object.entries(plain)) {
		if (value !== undefined) Object.assign(order, { [name]: value });
	}
	if (lines !== undefined) order.lines = lines.map(orderLine);
	if (orderedOn !== undefined) order.orderedOnMicros = requireTimestamp(orderedOn);
}

function orderLine(input: LineInput): OrderLine {
	const known = [...ARTICLES, UNLINKED_ARTICLE].find(
		(article) => article.articleNumber === input.articleNumber,
	);
	return {
		articleNumber: input.articleNumber,
		quantity: input.quantity,
		name: input.name ?? known?.name ?? `Article ${input.articleNumber}`,
		priceThousandths: readThousandths(input.price ?? known?.price ?? '1.000'),
	};
}

function requireTimestamp(text: string): number {
	const micros = readTimestamp(text);
	if (micros === undefined) throw new RangeError(`"${text}" is not an ISO 8601 date and time`);
	return micros;
}
