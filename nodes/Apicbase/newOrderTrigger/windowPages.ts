import type { IPollFunctions } from 'n8n-workflow';
import { orderList } from '../../../core/api/endpoints';
import { orderedAfter } from '../../../core/api/orderQuery';
import type { ApiProblem } from '../../../core/api/problem';
import { readSheet, type Sheet } from '../../../core/polling/sheet';
import { ListReader } from '../transport/lists';
import type { PollSettings } from './settings';

/** What is asked for. */
export interface Window {
	statuses: readonly string[];
	/** Epoch ms; `null` for everything. */
	afterMs: number | null;
	onlyUnfetched: boolean;
}

/** How it is asked for. */
export type AskSettings = Pick<
	PollSettings,
	'connection' | 'pageSize' | 'filterFormat' | 'fetchedFilter'
>;

/** The list of supplier orders in one status, page by page: https://developers.apicbase.com/reference/get-supplier-purchase-orders */
export class WindowPages {
	/** Apicbase's clock at the latest reply, epoch ms; this machine's when it does not say. */
	serverNowMs = Date.now();

	private afterMs: number | null;

	private readonly reader: ListReader;

	constructor(
		context: IPollFunctions,
		{ connection, pageSize, filterFormat, fetchedFilter }: AskSettings,
		window: Window,
		status: string,
		deadlineMs: number,
	) {
		this.afterMs = window.afterMs;
		this.reader = new ListReader(context, {
			...orderList,
			doing: 'look for new orders',
			connection,
			pageSize,
			filterFormat,
			deadlineMs,
			query: (format) => ({
				status,
				...(this.afterMs !== null && { ordered_on__gt: orderedAfter(this.afterMs, format) }),
				...(window.onlyUnfetched && { [fetchedFilter]: 'false' }),
			}),
		});
	}

	/** From now on asks from this moment (epoch ms); `false` when it did so already. */
	narrow(afterMs: number | null): boolean {
		if (afterMs === null || afterMs === this.afterMs) return false;
		this.afterMs = afterMs;
		return true;
	}

	async read(
		page: number,
	): Promise<{ ok: true; sheet: Sheet } | { ok: false; problem: ApiProblem }> {
		const reply = await this.reader.read(page);
		if (!reply.ok) return reply;
		this.serverNowMs = reply.serverNowMs ?? this.serverNowMs;
		return { ok: true, sheet: readSheet(reply.page) };
	}
}
