import type { IPollFunctions } from 'n8n-workflow';
import { orderList } from '../../../core/api/endpoints';
import { readHeader } from '../../../core/api/headers';
import { readPage } from '../../../core/api/paging';
import { mayRefuse, type ApiProblem } from '../../../core/api/problem';
import { describeUnexpected } from '../../../core/api/problems';
import { readField } from '../../../core/json/readField';
import { endWalk, isTooLong, nextStep, readSheet, type Sheet, type WalkRules } from '../../../core/polling/pageWalk';
import { joinPasses, type Pass } from '../../../core/polling/pass';
import type { Sighting } from '../../../core/polling/sighting';
import { orderedAfter, type FilterFormat } from '../../../core/polling/windowQuery';
import { requestJson, type ApiReply } from '../transport/requestJson';
import type { PollSettings } from './settings';

/** What is asked for. */
export interface Window {
	statuses: readonly string[];
	/** Epoch ms; `null` for everything. */
	afterMs: number | null;
	onlyUnfetched: boolean;
}

export type WindowReading = { ok: true; pass: Pass } | { ok: false; problem: ApiProblem };

type Settings = Pick<PollSettings, 'pageSize' | 'filterFormat' | 'fetchedFilter'>;

/** How a window is read, and what to do about one that is too long. */
interface WindowRules extends WalkRules {
	narrowedFloorMs?: (pageSize: number) => number | null;
}

const doing = 'look for new orders';
/** Kept back for the page under way and for handing on what was read. */
const reserveMs = 6_000;

/** Reads one list after the other, until each is read to its end or the poll has no time left for another page. */
export async function readWindow(context: IPollFunctions, settings: Settings, window: Window, rules: WindowRules, deadlineMs: number): Promise<WindowReading> {
	let pass: Pass | undefined;
	for (const status of window.statuses) {
		const list = new OrderList(context, settings, window, status, deadlineMs);
		const reading = await walkThrough(list, rules, deadlineMs);
		if (!reading.ok) return reading;
		const shown = { ...reading.pass, sightings: reading.pass.sightings.filter((sighting) => isAskedFor(sighting, window, status)) };
		pass = pass === undefined ? shown : joinPasses(pass, shown);
	}
	return { ok: true, pass: pass ?? { sightings: [], isWhole: true, isSteady: true, readUpToMs: null, serverNowMs: Date.now() } };
}

async function walkThrough(list: OrderList, rules: WindowRules, deadlineMs: number): Promise<WindowReading> {
	let walk: Sheet[] = [];
	for (let page = nextStep(walk, rules); page !== null; page = nextStep(walk, rules)) {
		if (walk.length > 0 && Date.now() > deadlineMs - reserveMs) break;
		const sheet = await list.read(page);
		if (!sheet.ok) return sheet;
		walk.push(sheet.sheet);
		if (isTooLong(walk, rules) && list.narrow(rules.narrowedFloorMs?.(sheet.sheet.sightings.length) ?? null)) walk = [];
	}
	return { ok: true, pass: endWalk(walk, rules, list.serverNowMs) };
}

/** Apicbase may know the filters by other names than we think, so what it sends is looked at again. */
function isAskedFor({ entry }: Sighting, { onlyUnfetched }: Window, asked: string): boolean {
	if (entry.kind !== 'order') return true;
	const { status } = entry.order;
	if (typeof status === 'string' && status !== asked) return false;
	return !onlyUnfetched || readField(entry.order, ['fetched_by_supplier']) !== true;
}

/** The list of supplier orders in one status, page by page: https://developers.apicbase.com/reference/get-supplier-purchase-orders */
class OrderList {
	/** Apicbase's clock at the latest reply, epoch ms; this machine's when it does not say. */
	serverNowMs = Date.now();

	private pageSize: number | undefined;

	private format: FilterFormat;

	private afterMs: number | null;

	constructor(
		private readonly context: IPollFunctions,
		private readonly settings: Settings,
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

	async read(page: number): Promise<{ ok: true; sheet: Sheet } | { ok: false; problem: ApiProblem }> {
		let reply = await this.ask(page);
		while (!reply.ok && page === 1 && this.adapt(reply.problem)) reply = await this.ask(page);
		// Orders that left the list meanwhile shorten it, so that its last page may be gone.
		if (!reply.ok && reply.problem.kind === 'not_found' && page > 1) return { ok: true, sheet: { page, sightings: [], count: null, hasNext: false } };
		if (!reply.ok) return reply;
		const read = readPage(reply.body);
		if (read === undefined) return { ok: false, problem: describeUnexpected({ doing, scope: orderList.scope }, reply.status, 'something that is not a list') };
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
		if (this.afterMs !== null && this.format === 'dateTime' && mayRefuse(problem, ['ordered_on__gt'])) {
			this.format = 'date';
			return true;
		}
		if (this.pageSize === undefined || !mayRefuse(problem, ['page_size'])) return false;
		this.pageSize = undefined;
		return true;
	}
}
