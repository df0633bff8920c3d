import { FaultList } from './faultList.mts';
import type { PurchaseOrder } from './purchaseOrder.mts';
import { RateWindow } from './rateWindow.mts';
import {
	changeSwitches,
	DEFAULT_SWITCHES,
	type SwitchChanges,
	type Switches,
} from './switches.mts';
import { TokenStore } from './tokenStore.mts';

/** Where orders are delivered; without a secret of its own they are signed with the client secret. */
export interface WebhookSetting {
	url: string | null;
	secret: string | null;
}

/** One webhook request and what came of it, as the customer's side sees it. */
export interface DeliveryRecord {
	orderId: string;
	orderNumber: string;
	at: string;
	/** HTTP status, or null when no answer came. */
	status: number | null;
	answer: string;
	outcome: 'accepted' | 'refused' | 'timedOut' | 'unreachable' | 'answerLost';
}

/** One request to the API or the authorization server. */
export interface RequestRecord {
	method: string;
	path: string;
	query: Record<string, string>;
	host: string;
	/** Whether a bearer token came with it; the token itself is never kept. */
	bearer: boolean;
	at: string;
	/** HTTP status, or null as long as there is no answer. */
	status: number | null;
}

/** An uploaded assortment. */
export interface AssortmentFile {
	fileId: string;
	customerNumber: string;
	fileName: string;
	receivedAt: string;
	articles: unknown[];
}

/** What the sandbox remembers. Orders stand in the order they were created. */
export interface SandboxState {
	orders: Map<string, PurchaseOrder>;
	/** Counts on over a reset: an order id is never given twice in one sandbox. */
	lastOrderSerial: number;
	deliveries: DeliveryRecord[];
	requests: RequestRecord[];
	files: AssortmentFile[];
	tokens: TokenStore;
	rateWindow: RateWindow;
	faults: FaultList;
	switches: Switches;
	webhook: WebhookSetting;
}

/** What a state begins with. */
export interface StateStart {
	switches?: SwitchChanges;
	webhook?: Partial<WebhookSetting>;
}

export function freshState(start: StateStart = {}, lastOrderSerial = 0): SandboxState {
	return {
		orders: new Map(),
		lastOrderSerial,
		deliveries: [],
		requests: [],
		files: [],
		tokens: new TokenStore(),
		rateWindow: new RateWindow(),
		faults: new FaultList(),
		switches: changeSwitches(DEFAULT_SWITCHES, start.switches ?? {}),
		webhook: { url: null, secret: null, ...start.webhook },
	};
}
