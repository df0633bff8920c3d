import type { IDataObject } from 'n8n-workflow';
import { parseOrder } from '../../../../core/order/purchaseOrder';
import { withSync } from '../../../../core/order/sync';

/** A listed order as the triggers put it out; what is not an order goes on as it is, for Apicbase Order Validation to judge. */
export function putOrder(item: unknown, nowMs: number): IDataObject {
	const parsed = parseOrder(item);
	const put: unknown = parsed.ok ? withSync(parsed.order, { source: 'poll', nowMs }) : item;
	return (
		typeof put === 'object' && put !== null && !Array.isArray(put) ? put : { order: put }
	) as IDataObject;
}
