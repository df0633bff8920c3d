import { nextPage, readPage } from '../../../core/api/paging';
import { mayRefuse, type ApiProblem } from '../../../core/api/problem';
import { describeUnexpected } from '../../../core/api/problems';
import type { ApiContext } from './connection';
import { requestJson, type ApiReply, type ApiRequest } from './requestJson';

const mostPages = 10_000;

/** Which list, and how. */
export interface ListRequest extends Pick<
	ApiRequest,
	'path' | 'scope' | 'query' | 'doing' | 'timeoutMs' | 'deadlineMs'
> {
	/** How many items to ask for at once; Apicbase takes up to 200. Left out of the request when Apicbase does not take it. */
	pageSize?: number;
}

/** One page's items, or why the list ends here. */
export type ListPage =
	{ ok: true; items: unknown[]; page: number } | { ok: false; problem: ApiProblem };

/** Reads a list page by page, from the first; ends after the last page or after one that could not be read. */
export async function* readPages(
	context: ApiContext,
	list: ListRequest,
): AsyncGenerator<ListPage, void> {
	let pageSize = list.pageSize ?? 200;
	for (let page: number | null = 1; page !== null && page <= mostPages;) {
		let reply = await readOne(context, list, page, pageSize);
		if (page === 1 && !reply.ok && mayRefuse(reply.problem, ['page_size'])) {
			pageSize = 0;
			reply = await readOne(context, list, page, pageSize);
		}
		// Orders that were delivered meanwhile shorten the list, so that its last page may be gone.
		if (page > 1 && !reply.ok && reply.problem.kind === 'not_found') return;
		if (!reply.ok) return yield reply;
		const read = readPage(reply.body);
		if (read === undefined) {
			return yield {
				ok: false,
				problem: describeUnexpected(list, reply.status, 'something that is not a list'),
			};
		}
		yield { ok: true, items: read.items, page };
		page = nextPage(read, page, reply.origin);
	}
}

/** All items of a list, or as many as `limit`; nothing when any page could not be read. */
export async function readList(
	context: ApiContext,
	list: ListRequest,
	limit = Number.POSITIVE_INFINITY,
): Promise<{ ok: true; items: unknown[] } | { ok: false; problem: ApiProblem }> {
	const items: unknown[] = [];
	for await (const page of readPages(context, list)) {
		if (!page.ok) return page;
		for (const item of page.items) items.push(item);
		if (items.length >= limit) return { ok: true, items: items.slice(0, limit) };
	}
	return { ok: true, items };
}

async function readOne(
	context: ApiContext,
	list: ListRequest,
	page: number,
	pageSize: number,
): Promise<ApiReply> {
	return await requestJson(context, {
		method: 'GET',
		path: list.path,
		scope: list.scope,
		doing: list.doing,
		query: {
			...list.query,
			...(page > 1 && { page }),
			...(pageSize > 0 && { page_size: pageSize }),
		},
		...(list.timeoutMs !== undefined && { timeoutMs: list.timeoutMs }),
		...(list.deadlineMs !== undefined && { deadlineMs: list.deadlineMs }),
	});
}
