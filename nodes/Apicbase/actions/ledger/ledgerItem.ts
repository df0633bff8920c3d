import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';
import type { ApiProblem } from '../../../../core/api/problem';
import { readField, readLabel } from '../../../../core/json';
import type { LogEntry } from '../../../../core/ledger/logEntry';
import { readRecordId } from '../../../../core/ledger/recordId';
import { fingerprintOrder } from '../../../../core/order/fingerprint';
import { parseOrder } from '../../../../core/order/purchaseOrder';
import { externalIdOf } from '../../../../core/order/sync';
import { problemItem } from '../operation';

/** What an item says about its order. */
export interface LedgerItem {
	itemIndex: number;
	externalId: string;
	fingerprint: string;
	orderNumber: string | null;
	attempt: number;
}

const elsewhere =
	"When this step follows one that puts out other fields, take it from the claim: {{ $('Claim').item.json.";

export const orderFields: INodeProperties[] = [
	{
		displayName: 'External ID',
		name: 'externalId',
		type: 'string',
		default: '={{ $json.sync?.externalId }}',
		required: true,
		description: `The order's stable ID. ${elsewhere}sync.externalId }}.`,
	},
	{
		displayName: 'Fingerprint',
		name: 'fingerprint',
		type: 'string',
		default: '={{ $json.sync?.fingerprint }}',
		description: `What tells a changed order from a repeat. ${elsewhere}sync.fingerprint }}.`,
	},
	{
		displayName: 'Order Number',
		name: 'orderNumber',
		type: 'string',
		default: '={{ $json.order_number }}',
		description: 'The number the customer sees, for messages and the log entry',
	},
];

/** The input items that name an order, and what comes of those that name none, which may stop the run. */
export function readLedgerItems(
	context: IExecuteFunctions,
	doing: string,
): { named: LedgerItem[]; unnamed: INodeExecutionData[] } {
	const named: LedgerItem[] = [];
	const unnamed: INodeExecutionData[] = [];
	for (const [itemIndex, { json }] of context.getInputData().entries()) {
		const item = readLedgerItem(context, itemIndex, json);
		if (item !== undefined) named.push(item);
		else unnamed.push(problemItem(context, noExternalId(doing), itemIndex));
	}
	return { named, unnamed };
}

const noExternalId = (doing: string): ApiProblem => ({
	kind: 'configuration',
	message: `Cannot ${doing} the order. The field 'External ID' is empty.`,
	description: "Enter the order's external ID, e.g. {{ $('Claim').item.json.sync.externalId }}.",
	status: null,
});

function readLedgerItem(
	context: IExecuteFunctions,
	itemIndex: number,
	json: IDataObject,
): LedgerItem | undefined {
	const field = (name: string) => textOf(context.getNodeParameter(name, itemIndex, ''));
	const id = readLabel(json, ['id']);
	const isOrder = id !== null && Array.isArray(json.packages);
	const externalId =
		readExternalId(context.getNodeParameter('externalId', itemIndex, '')) ??
		readExternalId(readField(json, ['sync', 'externalId'])) ??
		(isOrder ? externalIdOf(id) : undefined);
	if (externalId === undefined) return undefined;
	return {
		itemIndex,
		externalId,
		fingerprint:
			field('fingerprint') || (readLabel(json, ['sync', 'fingerprint']) ?? contentOf(json)),
		orderNumber: field('orderNumber') || readLabel(json, ['order_number']),
		attempt: Number(readField(json, ['sync', 'attempt'])) || 1,
	};
}

/**
 * An external ID; a number that lost digits, a prefix with nothing behind it, and what an expression makes of a missing
 * value, name no order.
 */
function readExternalId(value: unknown): string | undefined {
	if (typeof value === 'number' && !Number.isSafeInteger(value)) return undefined;
	// However long: what Apicbase calls an order, the trigger accepted.
	const id = readRecordId(value, Infinity);
	return id?.endsWith('-') ? undefined : id;
}

/** The fingerprint of an order that came without one; what the ledger itself added is no part of it. */
function contentOf(json: IDataObject): string {
	const order = Object.fromEntries(Object.entries(json).filter(([key]) => key !== 'logEntry'));
	return parseOrder(order).ok ? fingerprintOrder(order) : '';
}

const textOf = (value: unknown): string =>
	value === undefined || value === null ? '' : String(value).trim();

/** Splits items into batches in which no order is twice; repeats come after the first. */
export function batchDistinctOrders<Item extends LedgerItem>(items: readonly Item[]): Item[][] {
	const batches: Item[][] = [];
	const timesSeen = new Map<string, number>();
	for (const item of items) {
		const times = timesSeen.get(item.externalId) ?? 0;
		timesSeen.set(item.externalId, times + 1);
		(batches[times] ??= []).push(item);
	}
	return batches;
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
