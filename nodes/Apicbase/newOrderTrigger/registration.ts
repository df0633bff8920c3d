import type { IPollFunctions } from 'n8n-workflow';

/** Faults that pass are held back in this many polls of a registration. */
const heldBackPolls = 2;
/** What n8n's in-memory engine gives every poll (n8n-core, poll-context.js); its scheduler gives less. */
const inMemoryBudgetMs = 300_000;

const pollsByRegistration = new WeakMap<IPollFunctions, number>();

/** How long this poll may take, in ms. */
export const budgetMs = (context: IPollFunctions): number =>
	(context as Partial<Pick<IPollFunctions, 'getPollBudgetMs'>>).getPollBudgetMs?.() ??
	inMemoryBudgetMs;

/**
 * Whether n8n's scheduler made this poll. It makes a context for each, and a fault makes it wait and try again, where at
 * publishing and starting five faults in a row switch the trigger off for good.
 */
export const isScheduled = (context: IPollFunctions): boolean =>
	context.getActivationMode() === 'update' && budgetMs(context) < inMemoryBudgetMs;

/** Counts this poll, and says whether a passing fault in it is held back. */
export function holdsBack(context: IPollFunctions): boolean {
	const polls = (pollsByRegistration.get(context) ?? 0) + 1;
	pollsByRegistration.set(context, polls);
	return !isScheduled(context) && polls <= heldBackPolls;
}

/** Whether this is the poll that n8n makes at publishing and starting, and waits for. */
export const isFirst = (context: IPollFunctions): boolean => pollsByRegistration.get(context) === 1;
