import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { fingerprintOrder } from '../../../../core/order/fingerprint';
import { parseOrder } from '../../../../core/order/purchaseOrder';
import { readField, readLabel } from '../../../../core/json';
import { externalIdOf } from '../../../../core/order/sync';

/** What an item says about the order it stands for. */
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

/** Reads an item; `undefined` when nothing names the order. */
export function readLedgerItem(
	context: IExecuteFunctions,
	itemIndex: number,
	json: IDataObject,
): LedgerItem | undefined {
	const field = (name: string) => textOf(context.getNodeParameter(name, itemIndex, ''));
	const id = readLabel(json, ['id']);
	const isOrder = id !== null && Array.isArray(json.packages);
	const externalId =
		field('externalId') ||
		(readLabel(json, ['sync', 'externalId']) ?? (isOrder ? externalIdOf(id) : ''));
	if (externalId === '') return undefined;
	return {
		itemIndex,
		externalId,
		fingerprint:
			field('fingerprint') || (readLabel(json, ['sync', 'fingerprint']) ?? contentOf(json)),
		orderNumber: field('orderNumber') || readLabel(json, ['order_number']),
		attempt: Number(readField(json, ['sync', 'attempt']) ?? 1),
	};
}

/** The fingerprint of an order that came without one; what the ledger itself added is no part of it. */
function contentOf(json: IDataObject): string {
	const order = Object.fromEntries(Object.entries(json).filter(([key]) => key !== 'logEntry'));
	return parseOrder(order).ok ? fingerprintOrder(order) : '';
}

const textOf = (value: unknown): string =>
	value === undefined || value === null ? '' : String(value).trim();
