import type { FilterFormat } from '../../../core/api/orderQuery';
import type { Endpoint } from '../../../core/api/endpoints';
import { repliedAtMs } from '../../../core/api/headers';
import { endOfList, readPage, type ListPage } from '../../../core/api/paging';
import { mayRefuse, type ApiProblem } from '../../../core/api/problem';
import { describeUnexpected } from '../../../core/api/describeProblem';
import { readLabel } from '../../../core/json';
import type { ApiContext } from './connection';
import { requestJson, type ApiReply, type ApiRequest } from './requestJson';

/** Which list, and how it is asked for. */
export interface ListRequest
	extends Endpoint, Pick<ApiRequest, 'doing' | 'connection' | 'timeoutMs' | 'deadlineMs'> {
	/** The filters, with moments in the form that Apicbase takes. */
	query?: (format: FilterFormat) => Readonly<Record<string, string>>;
	/** The form to begin with; when Apicbase refuses moments as date-times, they are sent as dates. */
	filterFormat?: FilterFormat;
	/** How many entries to ask for at once; Apicbase takes up to 200. Left out of the request when Apicbase refuses it. */
	pageSize?: number;
}

/** A page as it was read, and Apicbase's clock then (epoch ms; `null` when it does not say). */
export type PageReply =
	{ ok: true; page: ListPage; serverNowMs: number | null } | { ok: false; problem: ApiProblem };

const largestPage = 200;
const mostPages = 10_000;
const momentFilters = ['ordered_on__gt', 'ordered_on__lt'];

/** One list of Apicbase, read page by page in any order: https://developers.apicbase.com/reference/pagination */
export class ListReader {
	private pageSize: number | undefined;

	private format: FilterFormat;

	private hasRead = false;

	constructor(
		private readonly context: ApiContext,
		private readonly list: ListRequest,
	) {
		this.pageSize = list.pageSize ?? largestPage;
		this.format = list.filterFormat ?? 'dateTime';
	}

	/**
	 * Reads one page, from 1; a page behind the last one is an empty end, since orders that leave the list shorten it. Only
	 * Apicbase's own 404 says so.
	 */
	async read(page: number): Promise<PageReply> {
		let reply = await this.request(page);
		while (!reply.ok && this.adaptTo(reply.problem)) reply = await this.request(page);
		if (!reply.ok && reply.problem.kind === 'not_found' && page > 1)
			return { ok: true, page: endOfList(page), serverNowMs: null };
		if (!reply.ok) return reply;
		this.hasRead = true;
		const read = readPage(reply.body, page, reply.origin);
		if (read === undefined) {
			const what = 'something that is not a list';
			return { ok: false, problem: describeUnexpected(this.list, reply.status, what) };
		}
		return { ok: true, page: read, serverNowMs: repliedAtMs(reply.headers) ?? null };
	}

	private async request(page: number): Promise<ApiReply> {
		return await requestJson(this.context, {
			...this.list,
			method: 'GET',
			mayBeBehindEnd: page > 1,
			query: {
				...this.list.query?.(this.format),
				...(page > 1 && { page }),
				...(this.pageSize !== undefined && { page_size: this.pageSize }),
			},
		});
	}

	/**
	 * Asks in another way from now on when Apicbase refuses the form of the moments or the size of a page; `false` when that
	 * was not it. The size stays once a page was accepted: pages of another size begin elsewhere.
	 */
	private adaptTo(problem: ApiProblem): boolean {
		const hasMoments = momentFilters.some((name) => this.list.query?.(this.format)[name]);
		if (hasMoments && this.format === 'dateTime' && mayRefuse(problem, momentFilters)) {
			this.format = 'date';
			return true;
		}
		const mayChangeSize = !this.hasRead && this.pageSize !== undefined;
		if (!mayChangeSize || !mayRefuse(problem, ['page_size'])) return false;
		this.pageSize = undefined;
		return true;
	}
}

/** Reads a list page by page, from the first; ends after the last page or with the problem that stopped it. */
export async function* readPages(
	context: ApiContext,
	list: ListRequest,
): AsyncGenerator<PageReply, void> {
	const reader = new ListReader(context, list);
	let before = '';
	for (let page: number | null = 1; page !== null && page <= mostPages;) {
		const reply = await reader.read(page);
		// `next` decides where a list ends; a server that ignores `page` would have it go on for ever.
		const entries = reply.ok ? JSON.stringify(reply.page.entries) : '';
		if (reply.ok && page > 1 && entries === before) return;
		before = entries;
		yield reply;
		page = reply.ok ? reply.page.nextPage : null;
	}
}

/** What was read of a list; `isWhole` is false when entries may be missing, because the list changed both times it was read. */
export type EntriesReply =
	{ ok: true; items: unknown[]; isWhole: boolean } | { ok: false; problem: ApiProblem };

/** Which entries of a list are wanted, and how many. */
interface Wanted {
	limit?: number;
	matches?: (entry: unknown) => boolean;
}

/**
 * The wanted entries of a list, each once, or as many as `limit`; none when any page could not be read. A list that changes
 * while it is read is read once more: an entry that moved to a page read before was on none.
 */
export async function readEntries(
	context: ApiContext,
	list: ListRequest,
	{ limit = Number.POSITIVE_INFINITY, matches = () => true }: Wanted = {},
): Promise<EntriesReply> {
	const found = new Map<string, unknown>();
	let isWhole = false;
	for (let pass = 1; pass <= 2 && !isWhole; pass += 1) {
		const counts = new Set<number>();
		let read = 0;
		for await (const reply of readPages(context, list)) {
			if (!reply.ok) return reply;
			const { entries, count } = reply.page;
			read += entries.length;
			if (count !== null) counts.add(count);
			for (const entry of entries) if (matches(entry)) found.set(identityOf(entry), entry);
			if (found.size >= limit)
				return { ok: true, items: [...found.values()].slice(0, limit), isWhole: true };
		}
		isWhole = counts.size <= 1 && read >= Math.max(...counts, 0);
	}
	return { ok: true, items: [...found.values()], isWhole };
}

/** Orders are the same by their id, what has none by its content. */
const identityOf = (entry: unknown): string => readLabel(entry, ['id']) ?? JSON.stringify(entry);
