import { fingerprintOrder } from './fingerprint';
import type { PurchaseOrder } from './purchaseOrder';

/** What this package adds to an order, under the key `sync`. */
export interface Sync {
	/** Stable id for the ERP: the one to look up before creating. */
	externalId: string;
	fingerprint: string;
	source: 'webhook' | 'poll';
	/** ISO 8601, UTC. */
	receivedAt: string;
	/** Whether this id was accepted before with other content. */
	changed: boolean;
	/** Which try this is, from 1. */
	attempt: number;
}

export type SyncedOrder = PurchaseOrder & { sync: Sync };

/** The order's stable id in other systems, `apicbase-<id>`. */
export const externalIdOf = (orderId: string): string => `apicbase-${orderId}`;

/** The order as both triggers put it out: everything Apicbase sent, plus `sync`. */
export function withSync(
	order: PurchaseOrder,
	sync: {
		source: Sync['source'];
		nowMs: number;
		fingerprint?: string;
		changed?: boolean;
		attempt?: number;
	},
): SyncedOrder {
	return {
		...order,
		sync: {
			externalId: externalIdOf(order.id),
			fingerprint: sync.fingerprint ?? fingerprintOrder(order),
			source: sync.source,
			receivedAt: new Date(sync.nowMs).toISOString(),
			changed: sync.changed ?? false,
			attempt: sync.attempt ?? 1,
		},
	};
}
