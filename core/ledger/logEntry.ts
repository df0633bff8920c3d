import { collapseBlanks, quoteForeign } from '../text';
import type { ClaimOutcome } from './claimOrder';
import type { EndOutcome } from './endClaim';

export type LedgerOutcome = Exclude<ClaimOutcome, 'conflict'> | EndOutcome;

/** One row for a table of what happened to orders; it names orders, never people. Texts are stored as they are, so that they are found again; a sheet escapes them when it exports. */
export interface LogEntry {
	externalId: string;
	orderNumber: string | null;
	/** The ERP's own record id. */
	localId: string | null;
	direction: 'apicbase_to_erp';
	/** ISO 8601, UTC. */
	timestamp: string;
	requestStatus: 'started' | 'skipped' | 'done' | 'stopped';
	responseSummary: string;
	errorMessage: string | null;
	/** How many attempts there were before this one. */
	retryCount: number;
	outcome: LedgerOutcome;
}

/** What the ERP said about an order. */
export type LogRemarks = Partial<Record<'localId' | 'errorMessage' | 'responseSummary', string>>;

const statuses: Record<LedgerOutcome, LogEntry['requestStatus']> = {
	claimed: 'started',
	changed: 'started',
	already_synced: 'skipped',
	in_progress: 'skipped',
	completed: 'done',
	released: 'stopped',
	not_claimed: 'skipped',
	forgotten: 'done',
	not_known: 'skipped',
};

const summaries: Record<LedgerOutcome, string> = {
	claimed: 'The order is being written to the ERP.',
	changed: 'The customer changed the order after it was written to the ERP.',
	already_synced: 'The order is in the ERP already.',
	in_progress: 'Another run is writing the order to the ERP.',
	completed: 'The order is in the ERP.',
	released: 'The order is free for the next attempt.',
	not_claimed: 'Nobody held the order.',
	forgotten: 'The ledger has forgotten the order, so it can be written to the ERP again.',
	not_known: 'The ledger did not have the order.',
};

const longestMessage = 300;

/** Writes the row; an e-mail address in somebody else's message is left out. */
export function logEntry(
	outcome: LedgerOutcome,
	order: { externalId: string; orderNumber: string | null; attempt: number },
	{ nowMs, localId, errorMessage, responseSummary }: LogRemarks & { nowMs: number },
): LogEntry {
	return {
		externalId: nameIn(order.externalId),
		orderNumber: order.orderNumber === null ? null : nameIn(order.orderNumber),
		localId: tableText(localId),
		direction: 'apicbase_to_erp',
		timestamp: new Date(nowMs).toISOString(),
		requestStatus: statuses[outcome],
		responseSummary: tableText(responseSummary) ?? summaries[outcome],
		errorMessage: tableText(errorMessage),
		retryCount: Math.max(0, order.attempt - 1),
		outcome,
	};
}

/** A number or an ID as it is, on one line; no order has a longer one than a message. */
const nameIn = (text: string): string => collapseBlanks(text.slice(0, longestMessage));

/** Somebody else's text for a table, without secrets or e-mail addresses. */
const tableText = (text = ''): string | null =>
	quoteForeign(text, longestMessage, { keepsAddresses: false }) || null;
