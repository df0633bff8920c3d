import type { IPollFunctions } from 'n8n-workflow';
import { orderList } from '../../../core/api/endpoints';
import { orderedAfter } from '../../../core/api/orderQuery';
import type { PageAnswer, PageQuestion } from '../../../core/polling/poll';
import { ListReader } from '../transport/lists';
import type { PollSettings } from './settings';

/** Pages of one poll; Apicbase takes 100 requests a minute from everybody who shares the credential. */
const mostPages = 60;
/** Kept back for the page under way. */
const reserveMs = 5_000;

/** The lists of supplier orders a poll reads: https://developers.apicbase.com/reference/get-supplier-purchase-orders */
export class OrderPages {
	private readonly readers = new Map<string, ListReader>();

	private pages = 0;

	constructor(
		private readonly context: IPollFunctions,
		private readonly settings: PollSettings,
		private readonly deadlineMs: number,
	) {}

	/** Answers one question of a poll; the first is always asked. */
	async answer({ page, ...list }: PageQuestion): Promise<PageAnswer> {
		this.pages += 1;
		const isLate = Date.now() > this.deadlineMs - reserveMs;
		if (this.pages > 1 && (isLate || this.pages > mostPages))
			return { kind: 'no_time_left', nowMs: Date.now() };
		const reply = await this.readerOf(list).read(page);
		const nowMs = Date.now();
		return reply.ok
			? { kind: 'page', page: reply.page, theirMs: reply.serverNowMs, nowMs }
			: { kind: 'problem', problem: reply.problem, nowMs };
	}

	private readerOf(list: Omit<PageQuestion, 'page'>): ListReader {
		const key = JSON.stringify([list.status, list.afterMs, list.onlyUnfetched]);
		const known = this.readers.get(key);
		if (known !== undefined) return known;
		const { connection, pageSize, filterFormat, fetchedFilter } = this.settings;
		const reader = new ListReader(this.context, {
			...orderList,
			doing: 'look for new orders',
			connection,
			pageSize,
			filterFormat,
			deadlineMs: this.deadlineMs,
			query: (format) => ({
				status: list.status,
				...(list.afterMs !== null && { ordered_on__gt: orderedAfter(list.afterMs, format) }),
				...(list.onlyUnfetched && { [fetchedFilter]: 'false' }),
			}),
		});
		this.readers.set(key, reader);
		return reader;
	}
}
