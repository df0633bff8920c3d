import type { ClaimOutcome } from './claimOrder';
import { plainCell } from './plainCell';
import type { SettleOutcome } from './settleOrder';

export type LedgerOutcome = ClaimOutcome | SettleOutcome;

/** One row for a table of what happened to orders; it names orders, never people, and holds no formulas. */
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
	/** How many tries there were before this one. */
	retryCount: number;
	outcome: LedgerOutcome;
}

const statuses: Record<LedgerOutcome, LogEntry['requestStatus']> = {
	claimed: 'started',
	changed: 'started',
	already_synced: 'skipped',
	in_progress: 'skipped',
	completed: 'done',
	released: 'stopped',
	not_claimed: 'skipped',
};

const summaries: Record<LedgerOutcome, string> = {
	claimed: 'The order is being written to the ERP.',
	changed: 'The customer changed the order after it was written to the ERP.',
	already_synced: 'The order is in the ERP already.',
	in_progress: 'Another run is writing the order to the ERP.',
	completed: 'The order is in the ERP.',
	released: 'The order is free for the next try.',
	not_claimed: 'Nobody held the order.',
};

const longestMessage = 300;

/** Writes the row; an e-mail address in somebody else's message is left out. */
export function logEntry(
	outcome: LedgerOutcome,
	order: { externalId: string; orderNumber: string | null; attempt: number },
	{
		nowMs,
		localId,
		errorMessage,
		responseSummary,
	}: { nowMs: number; localId?: string; errorMessage?: string; responseSummary?: string },
): LogEntry {
	return {
		externalId: plainCell(order.externalId),
		orderNumber: order.orderNumber === null ? null : plainCell(order.orderNumber),
		localId: textOrNull(localId),
		direction: 'apicbase_to_erp',
		timestamp: new Date(nowMs).toISOString(),
		requestStatus: statuses[outcome],
		responseSummary: textOrNull(responseSummary) ?? summaries[outcome],
		errorMessage: textOrNull(errorMessage),
		retryCount: Math.max(0, order.attempt - 1),
		outcome,
	};
}

function textOrNull(text: string | undefined): string | null {
	const line = plainCell((text ?? '').replace(/\S+@\S+\.\S+/g, '…'));
	if (line === '') return null;
	return line.length > longestMessage ? `${line.slice(0, longestMessage - 1)}…` : line;
}
