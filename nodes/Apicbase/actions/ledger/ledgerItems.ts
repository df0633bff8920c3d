import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { LogEntry } from '../../../../core/ledger/logEntry';
import { itemFor } from '../eachItem';
import { readLedgerItem, type LedgerItem } from './ledgerItem';
import { notNamed } from './notNamed';

/** The input items by what they say: those that name an order, and the outcome of those that name none, which may stop the run. */
export function readLedgerItems(
	context: IExecuteFunctions,
	doing: string,
): { named: LedgerItem[]; unnamed: INodeExecutionData[] } {
	const named: LedgerItem[] = [];
	const unnamed: INodeExecutionData[] = [];
	for (const [itemIndex, { json }] of context.getInputData().entries()) {
		const item = readLedgerItem(context, itemIndex, json);
		if (item === undefined) unnamed.push(itemFor(context, notNamed(doing), itemIndex));
		else named.push(item);
	}
	return { named, unnamed };
}

/** The input item as it came, with its row for the log. */
export function withLogEntry(
	context: IExecuteFunctions,
	{ itemIndex }: LedgerItem,
	row: LogEntry,
): INodeExecutionData {
	const item = context.getInputData()[itemIndex];
	return {
		...item,
		json: { ...item?.json, logEntry: { ...row } },
		pairedItem: { item: itemIndex },
	};
}
