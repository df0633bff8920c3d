import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { isTransient, type ApiProblem } from '../../../core/api/problem';
import { advance } from '../../../core/polling/advance';
import { beginPoll } from '../../../core/polling/beginPoll';
import type { PollMemory } from '../../../core/polling/memory';
import { isOpen, settle } from '../../../core/polling/outcome';
import { watchSilence } from '../../../core/polling/silence';
import { narrowedFloorMs, windowRules } from '../../../core/polling/windowRules';
import { toNodeApiError } from '../nodeErrors';
import { findOwed } from './findOwed';
import { followsRuns, handOn } from './handOn';
import { mostPages, readWindow } from './readWindow';
import { budgetMs, holdsBack, isFirst, isScheduled } from './registration';
import { readSettings, type PollSettings } from './settings';
import { showNewest } from './showNewest';
import { keepBeginning, readStored, store } from './stored';
import { runsOf, thisTrigger } from './thisProcess';

/** Runs one order starts at once in one process: more wait for the next poll. */
const mostRuns = 20;
/** n8n waits for the poll at publishing and starting. */
const firstPollMs = 25_000;

/** Looks for new orders and hands them on. */
export async function pollForOrders(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	if (this.getMode() === 'manual') return await showNewest(this);
	const trigger = thisTrigger(this);
	// n8n starts the next poll while this one is still at work.
	if (trigger.isPolling) return null;
	trigger.isPolling = true;
	try {
		return await poll(this);
	} finally {
		trigger.isPolling = false;
	}
}

async function poll(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const heldBack = holdsBack(context);
	const budgetEndMs = Date.now() + budgetMs(context);
	const deadlineMs = Math.min(
		budgetEndMs,
		isFirst(context) ? Date.now() + firstPollMs : Number.POSITIVE_INFINITY,
	);
	const settings = await readSettings(context);
	const { stored, memory, runs, underWay } = recall(context, settings);
	const limit = followsRuns(settings)
		? Math.min(settings.limit, mostRuns - underWay.size)
		: settings.limit;
	const window = {
		statuses: settings.statuses,
		afterMs: memory.floorMs,
		onlyUnfetched: settings.onlyUnfetched,
	};
	const beganAtMs = stored === undefined ? memory.startedAtMs : Date.now();
	const rules = {
		...windowRules(memory, limit, mostPages, beganAtMs),
		narrowedFloorMs: (pageSize: number) => narrowedFloorMs(memory, pageSize, mostPages),
	};
	const reading = await readWindow(context, settings, window, rules, deadlineMs);
	if (!reading.ok)
		return await complain(context, reading.problem, {
			heldBack,
			memory,
			isNew: stored === undefined,
		});
	const lookedUp = await findOwed(context, settings, memory, reading.pass, underWay, deadlineMs);
	// n8n has given this poll up: whatever it does now is not stored.
	if (Date.now() > budgetEndMs) return null;

	const nowMs = stored === undefined ? memory.startedAtMs : Date.now();
	const decision = advance(
		memory,
		reading.pass,
		{ overlapMs: settings.overlapMs, limit, delivery: settings.delivery, underWay, lookedUp },
		nowMs,
	);
	const { next, item: silence } = watchSilence(
		memory,
		decision.next,
		settings.silenceAlarmHours,
		nowMs,
	);
	const hasItems = decision.handOver.length + decision.giveUp.length > 0;
	store(context, { ...next, notices: hasItems ? [] : next.notices });
	const outputs = handOn(
		context,
		settings,
		{ ...decision, silence, notices: next.notices },
		runs,
		nowMs,
	);
	if (outputs === null && !isScheduled(context)) await keepBeginning(context);
	return outputs;
}

/**
 * What this poll knows of earlier ones. A run that ends while it reads stays under way for it: its end is not in the
 * memory, so the order would look as if nobody had it.
 */
function recall(context: IPollFunctions, settings: PollSettings) {
	const stored = readStored(context);
	const nowMs = Date.now();
	const before = beginPoll(stored ?? {}, settings, [], nowMs);
	const runs = runsOf(thisTrigger(context), before.startedAtMs);
	const outcomes = runs.takeStock((outcome) => isOpen(before, outcome), nowMs);
	return {
		stored,
		runs,
		underWay: new Set(runs.keys),
		memory: settle(before, outcomes, settings.delivery),
	};
}

async function complain(
	context: IPollFunctions,
	problem: ApiProblem,
	{ heldBack, memory, isNew }: { heldBack: boolean; memory: PollMemory; isNew: boolean },
): Promise<null> {
	if (!heldBack || !isTransient(problem)) throw toNodeApiError(context.getNode(), problem);
	// When it began must not be forgotten, or orders placed during the outage would count as old.
	if (isNew && memory.awaitsBaseline) {
		store(context, memory);
		await keepBeginning(context);
	}
	const notice = `${problem.message} That was when the trigger had just started; it goes on by itself.`;
	thisTrigger(context).heldBack = notice;
	context.logger.warn(`Apicbase New Order Trigger: ${notice}`, {
		workflowId: context.getWorkflow().id,
		node: context.getNode().name,
	});
	return null;
}
