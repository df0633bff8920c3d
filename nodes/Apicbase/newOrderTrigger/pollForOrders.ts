import { randomUUID } from 'node:crypto';
import {
	NodeOperationError,
	sleep,
	type INodeExecutionData,
	type IPollFunctions,
} from 'n8n-workflow';
import type { ApiProblem } from '../../../core/api/problem';
import { faultPolicy } from '../../../core/polling/faultPolicy';
import { poll, type PollOutcome } from '../../../core/polling/poll';
import type { PollState } from '../../../core/polling/state';
import { readState, writeState } from '../../../core/polling/storedState';
import { nameInLog } from '../nameInLog';
import { toNodeApiError } from '../nodeErrors';
import { OrderPages } from './orderPages';
import {
	beginPoll,
	firstPollMs,
	isWaitedFor,
	noteSuccess,
	type PollOfRegistration,
} from './registration';
import { readSettings, type PollSettings } from './settings';
import { shareStates, storedState } from './siblings';
import { showNewest } from './showNewest';
import { messageOf, startRuns } from './startRuns';
import { triggerProcessOf, type TriggerProcess } from './triggerProcess';

const siblingNotice =
	'Two Apicbase New Order Triggers stand in one workflow. Unless n8n uses durable cursors (N8N_POLLER_DURABLE_CURSORS_ENABLED), a restart may bring orders again: put each into a workflow of its own.';

/** Looks for new orders and hands them on. */
export async function pollForOrders(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	if (this.getMode() === 'manual') return await showNewest(this);
	const { trigger, inWorkflow } = triggerProcessOf(this);
	// n8n starts the next poll while this one is still at work.
	if (trigger.polling !== undefined)
		return isWaitedFor(this) ? await endOfPollAtWork(this, trigger, trigger.polling) : null;
	trigger.polling = pollOnce(this, trigger, inWorkflow);
	try {
		return await trigger.polling;
	} finally {
		trigger.polling = undefined;
	}
}

/**
 * How the poll at publishing ends when another was at work before it: as that one does, so that a new trigger that cannot
 * work is told. A fault must not switch off one that has worked, and the poll at work tells it.
 */
async function endOfPollAtWork(
	context: IPollFunctions,
	{ latest }: TriggerProcess,
	polling: Promise<null>,
): Promise<null> {
	const end = Promise.race([polling, sleep(firstPollMs).then(() => null)]);
	return hasRevision(latest) || hasRevision(storedState(context))
		? await end.catch(() => null)
		: await end;
}

/** Whether a poll has left this behind. */
const hasRevision = (stored: { revision?: unknown } | undefined): boolean =>
	typeof stored?.revision === 'number';

async function pollOnce(
	context: IPollFunctions,
	trigger: TriggerProcess,
	inWorkflow: ReadonlyMap<string, TriggerProcess>,
): Promise<null> {
	const registration = beginPoll(context);
	const settings = await readSettings(context);
	const { isScheduled } = registration;
	// With durable cursors a state may be shared whose runs n8n never stored: they come again, but for Never.
	const sharesState = !isScheduled || settings.policy.until !== 'once';
	trigger.sharesState = sharesState;
	const copy = sharesState ? storedState(context) : { ...context.getWorkflowStaticData('node') };
	const stored = trigger.loadState(copy, settings.account, registration.isUpdate);
	const hasMemory = hasRevision(stored);
	const state = readState(stored, {
		account: settings.account,
		rules: settings,
		newName: randomUUID(),
		nowMs: Date.now(),
	});
	const runs = trigger.runsOf(state.name, typeof copy.revision === 'number' ? copy.revision : 0);
	const outcome = await play(context, settings, state, runs, registration);
	if (!outcome.ok) {
		const { problem } = outcome;
		const isTold = faultPolicy(problem, { ...registration, hasMemory }) === 'throw';
		// When it began and how runs ended must not be forgotten, or orders placed during the outage would count as old, and
		// finished ones would run again after a restart. But at publishing, a trigger that has never worked must not pass for
		// one that has: n8n tries again at once.
		if (hasMemory || !isTold || isScheduled) {
			store(context, trigger, state, runs.ends);
			await commit(context, { isScheduled, hasMemory, endsInError: isTold });
		}
		if (isTold) throw toNodeApiError(context.getNode(), problem);
		return holdBack(context, trigger, problem);
	}
	const notices = outcome.runStarts.some(({ kind }) => kind !== 'silence')
		? state.notices.splice(0)
		: [];
	if (notices.length > 0 || outcome.runStarts.length > 0) {
		if (trigger.heldBack !== undefined) notices.push(trigger.heldBack);
		const isEndangered = !sharesState && inWorkflow.size > 1;
		if (isEndangered && !trigger.hasReportedSibling) notices.push(siblingNotice);
		trigger.hasReportedSibling = isEndangered;
	}
	// Nobody is told by an error in the poll at publishing, so the next one has to tell.
	if (registration.isWaitedFor) state.reportedAtMs = null;
	store(context, trigger, state, runs.ends);
	if (outcome.runStarts.length > 0) shareStates(context, inWorkflow);
	noteSuccess(context);
	const faults = startRuns(
		context,
		trigger,
		state.name,
		outcome.runStarts,
		notices,
		settings,
		Date.now(),
	);
	for (const runStart of outcome.runStarts)
		// Whoever left the output unconnected finds it here.
		if (runStart.kind === 'given_up')
			warn(context, `${nameInLog(runStart.parcel.orderNumber)} leaves by Given Up.`);
	if (notices.length === 0 && outcome.runStarts.length > 0) trigger.heldBack = undefined;
	const sentence = describeFaults(outcome, faults);
	// Runs that n8n did not start are not to be stored as started.
	const endsInError = sentence !== null && faults.length === 0;
	await commit(context, { isScheduled, hasMemory, endsInError });
	if (sentence === null) return null;
	// An error at publishing would switch the trigger off.
	if (!registration.isWaitedFor) throw toNodeError(context, sentence, faults);
	warn(context, sentence);
	return null;
}

async function play(
	context: IPollFunctions,
	settings: PollSettings,
	state: PollState,
	runs: ReturnType<TriggerProcess['runsOf']>,
	{ deadlineMs, budgetEndMs }: Pick<PollOfRegistration, 'deadlineMs' | 'budgetEndMs'>,
): Promise<PollOutcome> {
	const pages = new OrderPages(context, settings, deadlineMs);
	const steps = poll(state, settings, runs, Date.now(), budgetEndMs);
	let step = steps.next();
	while (!step.done) step = steps.next(await pages.answer(step.value));
	return step.value;
}

/** Keeps the state in this process, and writes what has changed to n8n, whole top-level values only: n8n notices no other change. */
function store(
	context: IPollFunctions,
	trigger: TriggerProcess,
	state: PollState,
	ends: Parameters<TriggerProcess['keep']>[1],
): void {
	const written = writeState(state);
	const stored = context.getWorkflowStaticData('node');
	const isChanged = Object.entries(written).some(
		([name, value]) => name !== 'revision' && stored[name] !== value,
	);
	trigger.keep(written, ends);
	// A quiet poll leaves what n8n keeps as it is.
	if (!isChanged) return;
	for (const [name, value] of Object.entries(written))
		if (stored[name] !== value) stored[name] = value;
}

/** With durable cursors n8n stores what a poll leaves behind, but not that of the one at publishing or of one that ends in an error. */
async function commit(
	context: IPollFunctions,
	{
		isScheduled,
		hasMemory,
		endsInError,
	}: Record<'isScheduled' | 'hasMemory' | 'endsInError', boolean>,
): Promise<void> {
	if (isScheduled && !endsInError) return;
	try {
		await context.__commitCursor?.();
	} catch (fault) {
		const sentence = `n8n could not store what this poll learned. It says: "${messageOf(fault)}"`;
		// Without it a new trigger would begin anew after a restart. n8n tries to publish it again.
		if (!isScheduled && !hasMemory) throw toNodeError(context, sentence, [fault]);
		warn(context, sentence);
	}
}

function holdBack(context: IPollFunctions, trigger: TriggerProcess, problem: ApiProblem): null {
	const notice = `${problem.message} That was when the trigger had just started; it goes on by itself.`;
	trigger.heldBack = notice;
	warn(context, notice);
	return null;
}

/** What has to be told: runs that n8n did not start, or a standstill. */
function describeFaults(
	{ runStarts, standstill }: Extract<PollOutcome, { ok: true }>,
	faults: readonly Error[],
): string | null {
	const [fault] = faults;
	return fault === undefined
		? standstill
		: `Cannot start ${faults.length} of ${runStarts.length} runs. n8n says: "${fault.message}" The next poll starts them again.`;
}

const toNodeError = (context: IPollFunctions, sentence: string, faults: readonly unknown[]) =>
	new NodeOperationError(context.getNode(), sentence, {
		description:
			faults.length === 0
				? "Look at the runs under way in n8n's list of executions, stop those that hang, and look into n8n's log."
				: "Look into n8n's log, and check its database and its limits.",
	});

function warn(context: IPollFunctions, sentence: string): void {
	context.logger.warn(`Apicbase New Order Trigger: ${sentence}`, {
		workflowId: context.getWorkflow().id,
		node: context.getNode().name,
	});
}
