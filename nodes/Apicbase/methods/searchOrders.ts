import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { orderList } from '../../../core/api/endpoints';
import { readLabel } from '../../../core/json';
import { toNodeApiError } from '../nodeErrors';
import { readPages } from '../transport/lists';

const mostShown = 100;
/** A search reads no further than this many orders, so that a dropdown does not use up the requests of a minute. */
const mostRead = 2000;

/** The orders to choose from: number, customer, day. */
export async function searchOrders(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const results: INodeListSearchItems[] = [];
	let read = 0;
	for await (const reply of readPages(this, { ...orderList, doing: 'list orders' })) {
		if (!reply.ok) throw toNodeApiError(this.getNode(), reply.problem);
		for (const order of reply.page.entries) results.push(...choiceFor(order, filter.toLowerCase()));
		read += reply.page.entries.length;
		if (results.length >= mostShown || read >= mostRead) break;
	}
	return { results: results.slice(0, mostShown) };
}

function choiceFor(order: unknown, filter: string): INodeListSearchItems[] {
	const value = readLabel(order, ['id']);
	const parts = [
		readLabel(order, ['order_number']),
		readLabel(order, ['supplier_customer_number']),
		readLabel(order, ['ordered_on'])?.slice(0, 10),
	];
	const name = parts.filter((part) => part !== null && part !== undefined).join(' · ');
	return value !== null && name.toLowerCase().includes(filter) ? [{ name, value }] : [];
}
