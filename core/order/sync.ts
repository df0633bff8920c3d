import type { Language } from '../messages/format';
import { cleanText } from '../text';
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
	/** Which attempt this is, from 1. */
	attempt: number;
	/** For people: what happened to this order or its trigger before. Only there when something did. */
	notices?: string[];
	/** In which the trigger speaks to the customer; only there when it is not English. */
	language?: Language;
}

export type SyncedOrder = PurchaseOrder & { sync: Sync };

/** The prefix of external ids unless the supplier chose something else, e.g. to tell two accounts apart. */
export const defaultExternalIdPrefix = 'apicbase-';

/** The order's stable id in other systems, `apicbase-<id>` unless another prefix was chosen. */
export const externalIdOf = (orderId: string, prefix = defaultExternalIdPrefix): string =>
	`${prefix}${cleanText(orderId)}`;

/** The order as both triggers put it out: everything Apicbase sent, plus `sync`. */
export function withSync(
	order: PurchaseOrder,
	sync: {
		source: Sync['source'];
		nowMs: number;
		fingerprint?: string;
		changed?: boolean;
		attempt?: number;
		externalIdPrefix?: string;
		notices?: readonly string[];
		language?: Language;
	},
): SyncedOrder {
	return {
		...order,
		sync: {
			externalId: externalIdOf(order.id, sync.externalIdPrefix),
			fingerprint: sync.fingerprint ?? fingerprintOrder(order),
			source: sync.source,
			receivedAt: new Date(sync.nowMs).toISOString(),
			changed: sync.changed ?? false,
			attempt: sync.attempt ?? 1,
			...(sync.notices?.length && { notices: [...sync.notices] }),
			...(sync.language && sync.language !== 'en' && { language: sync.language }),
		},
	};
}
