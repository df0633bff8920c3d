import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { orderItem } from '../../../core/polling/items';
import { oldestFirst, parseListedOrder, type ListedOrder } from '../../../core/polling/listedOrder';
import { isWanted } from '../../../core/polling/reading';
import { toNodeApiError } from '../nodeErrors';
import { OrderPages } from './orderPages';
import { readSettings } from './settings';
import { toItem } from './startRuns';

const shown = 10;
const mostPages = 3;
const withinMs = 60_000;

/** Whether a page begins with its oldest order; Apicbase documents no order of its list. */
function isOldestFirst(entries: readonly unknown[]): boolean {
	const moments = entries.map((entry) => parseListedOrder(entry).orderedOnMs ?? 0);
	return (moments[0] ?? 0) < (moments.at(-1) ?? 0);
}

const lastPageOf = (count: number | null, { length }: readonly unknown[]): number | null =>
	count !== null && count > length ? Math.ceil(count / length) : null;

/** Fetch test event: the newest orders among the first pages, whatever the trigger remembers, and it remembers nothing of it. */
export async function showNewest(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const settings = await readSettings(context);
	const pages = new OrderPages(context, settings, Date.now() + withinMs);
	const found = new Map<string, ListedOrder>();
	for (const status of settings.statuses) {
		let page: number | null = 1;
		let isBackward = false;
		for (let read = 0; page !== null && read < mostPages; read += 1) {
			const list = { status, afterMs: null, onlyUnfetched: settings.onlyUnfetched };
			const answer = await pages.answer({ ...list, page });
			if (answer.kind === 'problem') throw toNodeApiError(context.getNode(), answer.problem);
			if (answer.kind === 'no_time_left') break;
			for (const order of answer.page.entries.map(parseListedOrder))
				if (isWanted(order, settings)) found.set(order.key, order);
			const { entries, count, nextPage } = answer.page;
			const backward: boolean = isBackward || (page === 1 && isOldestFirst(entries));
			page = !backward ? nextPage : isBackward ? page - 1 || null : lastPageOf(count, entries);
			isBackward = backward;
		}
	}
	const newest = [...found.values()].sort(oldestFirst).reverse().slice(0, shown);
	const setting = { nowMs: Date.now(), externalIdPrefix: settings.externalIdPrefix };
	const items = newest.map((order) => toItem(orderItem(order, 1, setting)));
	return items.length === 0 ? null : [items];
}
