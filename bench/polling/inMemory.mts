import { endOfList, readPage } from '../../core/api/paging.ts';
import { advance, type PollRules } from '../../core/polling/advance.ts';
import { beginPoll } from '../../core/polling/beginPoll.ts';
import { endWalk } from '../../core/polling/endWalk.ts';
import { newMemory, type PollMemory } from '../../core/polling/memory.ts';
import { readSheet, type Sheet } from '../../core/polling/sheet.ts';
import { rememberedAs } from '../../core/polling/sighting.ts';
import { windowRules } from '../../core/polling/windowRules.ts';
import { writeMemory } from '../../core/polling/writeMemory.ts';

const pageSize = 200;
const spacingMs = 2_000;
const nowMs = Date.UTC(2026, 10, 20, 6);
const overlapMs = 48 * 3_600_000;
const delivery = { until: 'success', maxAttempts: 5, retryAfterMs: 300_000 } as const;

/** A trigger that remembers so many orders, and the pages that its next poll is given: known orders, and new ones before them. */
export interface PollCase {
	stored: object;
	fresh: number;
	pages: Array<{ results: object[]; next: string | null; count: number }>;
}

export function pollCase(remembered: number, inWindow: number, fresh: number): PollCase {
	return { stored: writeMemory(memoryOf(remembered)), fresh, pages: pagesOf(inWindow, fresh) };
}

/** Takes every entry of the pages for an order, as the trigger does with what Apicbase sent. */
export const readPages = ({ pages }: PollCase): Sheet[] =>
	pages.map((body, index) =>
		readSheet(readPage(body, index + 1, 'https://api.apicbase.com') ?? endOfList(index + 1)),
	);

/** Loads what was stored, decides about the orders that were read, and writes what is to be stored. */
export function decide({ stored, fresh }: PollCase, sheets: Sheet[]): void {
	const memory = beginPoll(
		{ ...stored },
		{ source: 'account', start: { from: 'now' }, overlapMs, delivery },
		[],
		nowMs,
	);
	const pass = endWalk(sheets, windowRules(memory, 100, sheets.length, nowMs), nowMs);
	const rules: PollRules = {
		overlapMs,
		limit: 100,
		delivery,
		underWay: new Set(),
		lookedUp: new Map(),
	};
	const { handOver, next } = advance(memory, pass, rules, nowMs);
	JSON.stringify(writeMemory(next));
	if (handOver.length !== fresh)
		throw new Error(`Expected ${fresh} new orders, found ${handOver.length}.`);
}

function memoryOf(remembered: number): PollMemory {
	const seen = Array.from(
		{ length: remembered },
		(_, index) => [rememberedAs(String(index)), nowMs - index * spacingMs] as const,
	);
	return {
		...newMemory('account', { from: 'now' }, overlapMs, nowMs),
		awaitsBaseline: false,
		watermarkMs: nowMs,
		seen: new Map(seen),
	};
}

/** Newest first, as Apicbase lists them. */
function pagesOf(inWindow: number, fresh: number): PollCase['pages'] {
	const orders = Array.from({ length: inWindow }, (_, index) => ({
		id: index < fresh ? `new ${index}` : String(index - fresh),
		order_number: `PO-${index}`,
		ordered_on: new Date(nowMs - index * spacingMs).toISOString(),
		packages: [{ quantity_ordered: 1 }],
	}));
	return Array.from({ length: Math.ceil(orders.length / pageSize) }, (_, index) => ({
		results: orders.slice(index * pageSize, (index + 1) * pageSize),
		next: (index + 1) * pageSize < orders.length ? 'further' : null,
		count: orders.length,
	}));
}
