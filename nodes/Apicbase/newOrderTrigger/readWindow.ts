import type { IPollFunctions } from 'n8n-workflow';
import type { ApiProblem } from '../../../core/api/problem';
import { readField } from '../../../core/json';
import { endWalk } from '../../../core/polling/endWalk';
import { isTooLong, nextStep } from '../../../core/polling/nextStep';
import type { Sheet } from '../../../core/polling/sheet';
import type { WalkRules } from '../../../core/polling/walk';
import { joinPasses, type Pass } from '../../../core/polling/pass';
import type { Sighting } from '../../../core/polling/sighting';
import { WindowPages, type AskSettings, type Window } from './windowPages';

export type WindowReading = { ok: true; pass: Pass } | { ok: false; problem: ApiProblem };

/** How a window is read, and what to do about one that is too long. */
interface WindowRules extends WalkRules {
	narrowedFloorMs?: (pageSize: number) => number | null;
}

/** Pages of one reading; Apicbase takes 100 requests a minute from everybody who shares the credential. */
export const mostPages = 60;
/** Kept back for the page under way and for handing on what was read. */
const reserveMs = 6_000;

/** Reads one list after the other, until each is read to its end or the poll has no time left for another page. */
export async function readWindow(
	context: IPollFunctions,
	settings: AskSettings,
	window: Window,
	rules: WindowRules,
	deadlineMs: number,
): Promise<WindowReading> {
	let pass: Pass | undefined;
	for (const status of window.statuses) {
		const pages = new WindowPages(context, settings, window, status, deadlineMs);
		const reading = await walkThrough(pages, rules, deadlineMs);
		if (!reading.ok) return reading;
		const shown = {
			...reading.pass,
			sightings: reading.pass.sightings.filter((sighting) => isAskedFor(sighting, window, status)),
		};
		pass = pass === undefined ? shown : joinPasses(pass, shown);
	}
	return {
		ok: true,
		pass: pass ?? {
			sightings: [],
			isWhole: true,
			isSteady: true,
			readUpToMs: null,
			serverNowMs: Date.now(),
		},
	};
}

async function walkThrough(
	pages: WindowPages,
	rules: WindowRules,
	deadlineMs: number,
): Promise<WindowReading> {
	let walk: Sheet[] = [];
	for (let page = nextStep(walk, rules); page !== null; page = nextStep(walk, rules)) {
		if (walk.length > 0 && Date.now() > deadlineMs - reserveMs) break;
		const sheet = await pages.read(page);
		if (!sheet.ok) return sheet;
		walk.push(sheet.sheet);
		if (
			isTooLong(walk, rules) &&
			pages.narrow(rules.narrowedFloorMs?.(sheet.sheet.sightings.length) ?? null)
		)
			walk = [];
	}
	return { ok: true, pass: endWalk(walk, rules, pages.serverNowMs) };
}

/** Apicbase may know the filters by other names than we think, so what it sends is looked at again. */
function isAskedFor({ entry }: Sighting, { onlyUnfetched }: Window, asked: string): boolean {
	if (entry.kind !== 'order') return true;
	const { status } = entry.order;
	if (typeof status === 'string' && status !== asked) return false;
	return !onlyUnfetched || readField(entry.order, ['fetched_by_supplier']) !== true;
}
