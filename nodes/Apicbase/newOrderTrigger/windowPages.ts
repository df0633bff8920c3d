import type { IPollFunctions } from 'n8n-workflow';
import { orderList } from '../../../core/api/endpoints';
import { orderedAfter, type FilterFormat } from '../../../core/api/filterMoment';
import { readHeader } from '../../../core/api/headers';
import { readPage } from '../../../core/api/paging';
import { mayRefuse, type ApiProblem } from '../../../core/api/problem';
import { describeUnexpected } from '../../../core/api/problems';
import { readSheet, type Sheet } from '../../../core/polling/sheet';
import { requestJson, type ApiReply } from '../transport/requestJson';
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

const doing = 'look for new orders';

/** The list of supplier orders in one status, page by page: https://developers.apicbase.com/reference/get-supplier-purchase-orders */
export class WindowPages {
	/** Apicbase's clock at the latest reply, epoch ms; this machine's when it does not say. */
	serverNowMs = Date.now();

	private pageSize: number | undefined;

	private format: FilterFormat;

	private afterMs: number | null;

	constructor(
		private readonly context: IPollFunctions,
		private readonly settings: AskSettings,
		private readonly window: Window,
		private readonly status: string,
		private readonly deadlineMs: number,
	) {
		this.pageSize = settings.pageSize;
		this.format = settings.filterFormat;
		this.afterMs = window.afterMs;
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
		let reply = await this.ask(page);
		while (!reply.ok && page === 1 && this.adapt(reply.problem)) reply = await this.ask(page);
		// Orders that left the list meanwhile shorten it, so that its last page may be gone.
		if (!reply.ok && reply.problem.kind === 'not_found' && page > 1)
			return { ok: true, sheet: { page, sightings: [], count: null, hasNext: false } };
		if (!reply.ok) return reply;
		const read = readPage(reply.body);
		if (read === undefined)
			return {
				ok: false,
				problem: describeUnexpected(
					{ doing, scope: orderList.scope },
					reply.status,
					'something that is not a list',
				),
			};
		const dateMs = Date.parse(readHeader(reply.headers, 'date') ?? '');
		if (Number.isFinite(dateMs)) this.serverNowMs = dateMs;
		return { ok: true, sheet: readSheet(page, read, reply.body) };
	}

	private async ask(page: number): Promise<ApiReply> {
		const { afterMs } = this;
		return await requestJson(this.context, {
			method: 'GET',
			...orderList,
			doing,
			connection: this.settings.connection,
			deadlineMs: this.deadlineMs,
			query: {
				status: this.status,
				...(afterMs !== null && { ordered_on__gt: orderedAfter(afterMs, this.format) }),
				...(this.window.onlyUnfetched && { [this.settings.fetchedFilter]: 'false' }),
				...(page > 1 && { page }),
				...(this.pageSize !== undefined && { page_size: this.pageSize }),
			},
		});
	}

	/** Asks in another way when Apicbase refuses the size of a page or the form of the filter; `false` when that was not it. */
	private adapt(problem: ApiProblem): boolean {
		if (
			this.afterMs !== null &&
			this.format === 'dateTime' &&
			mayRefuse(problem, ['ordered_on__gt'])
		) {
			this.format = 'date';
			return true;
		}
		if (this.pageSize === undefined || !mayRefuse(problem, ['page_size'])) return false;
		this.pageSize = undefined;
		return true;
	}
}
