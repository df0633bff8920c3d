import type { IPollFunctions } from 'n8n-workflow';

/** What n8n's in-memory engine gives every poll (n8n-core, poll-context.js); its scheduler gives what its time-outs leave. */
const inMemoryBudgetMs = 300_000;
/** n8n waits for the poll at publishing and starting, which has this long. */
export const firstPollMs = 25_000;
/** The share of a poll's time that is for reading; the rest is for handing on what was read. */
const readingShare = 0.95;

const registrations = new WeakMap<
	IPollFunctions,
	{ polls: number; firstAtMs: number; hasWorked: boolean }
>();

/** One poll of a registration, and the time it has; epoch ms. */
export interface PollOfRegistration {
	/** From 1; n8n's in-memory engine polls one registration with one context. */
	number: number;
	sinceFirstMs: number;
	/** Whether n8n waits for this poll, at publishing and starting. */
	isWaitedFor: boolean;
	/** Whether n8n's scheduler made this poll: it makes a context for each, and after a fault it waits and tries again. */
	isScheduled: boolean;
	/** Whether this context goes on with a registration that began before. */
	isUpdate: boolean;
	/** Whether a poll of this registration has worked. */
	hasWorked: boolean;
	/** When to stop reading. */
	deadlineMs: number;
	/** When n8n gives this poll up. */
	budgetEndMs: number;
}

/** Whether n8n waits for this poll: the first of a registration, which its scheduler did not make. */
export const isWaitedFor = (context: IPollFunctions): boolean =>
	!registrations.has(context) && !isScheduledPoll(context);

/** Counts this poll, and says how much time it has. */
export function beginPoll(context: IPollFunctions): PollOfRegistration {
	const nowMs = Date.now();
	const isAwaited = isWaitedFor(context);
	const { polls, firstAtMs, hasWorked } = registrations.get(context) ?? {
		polls: 0,
		firstAtMs: nowMs,
		hasWorked: false,
	};
	registrations.set(context, { polls: polls + 1, firstAtMs, hasWorked });
	const budgetMs = budgetOf(context);
	const isUpdate = context.getActivationMode() === 'update';
	const budgetEndMs = nowMs + budgetMs;
	const readUntilMs = nowMs + budgetMs * readingShare;
	return {
		number: polls + 1,
		sinceFirstMs: nowMs - firstAtMs,
		isWaitedFor: isAwaited,
		isScheduled: isScheduledPoll(context),
		hasWorked,
		isUpdate: isUpdate || polls > 0,
		deadlineMs: isAwaited ? Math.min(readUntilMs, nowMs + firstPollMs) : readUntilMs,
		budgetEndMs,
	};
}

const budgetOf = (context: IPollFunctions): number =>
	(context as Partial<Pick<IPollFunctions, 'getPollBudgetMs'>>).getPollBudgetMs?.() ??
	inMemoryBudgetMs;

const isScheduledPoll = (context: IPollFunctions): boolean =>
	context.getActivationMode() === 'update' && budgetOf(context) !== inMemoryBudgetMs;

/** Notes that a poll of this registration has worked. */
export function noteSuccess(context: IPollFunctions): void {
	const registration = registrations.get(context);
	if (registration !== undefined) registration.hasWorked = true;
}
