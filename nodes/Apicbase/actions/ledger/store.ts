import type { ICheckProcessedOptions, IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError, sleep } from 'n8n-workflow';
import type { LedgerScript, LedgerStep } from '../../../../core/ledger/ledgerScript';

const tries = 4;
const waitMs = 150;
/** What one order leaves behind: seen, content, its number, and mostly no more. */
const keysPerOrder = 6;

/** The store belongs to the workflow, so that claim, complete and release share it wherever they stand in it. */
export const ledgerOf = (context: IExecuteFunctions): string => String(context.getWorkflow().id);

/**
 * Runs scripts side by side on n8n's store of processed items, one call for all that want to add and one for all that
 * want to remove. Only with a number of `orders` are the oldest dropped. No two of them may be about the same order.
 */
export async function runScripts<Result>(
	context: IExecuteFunctions,
	scripts: ReadonlyArray<LedgerScript<Result>>,
	orders?: number,
): Promise<Result[]> {
	const options = {
		mode: 'entries',
		...(orders !== undefined && { maxEntries: Math.max(orders, scripts.length) * keysPerOrder }),
	} as const;
	const courses = scripts.map((script) => ({ script, at: script.next() }));
	for (;;) {
		const steps = courses.flatMap(({ at }) => (at.done === true ? [] : [at.value]));
		if (steps.length === 0)
			return courses.flatMap(({ at }) => (at.done === true ? [at.value] : []));
		const there = await takeSteps(context, steps, options);
		for (const course of courses) {
			if (course.at.done === true) continue;
			const asked = 'add' in course.at.value ? course.at.value.add : [];
			course.at = course.script.next(new Set(asked.filter((key) => there.has(key))));
		}
	}
}

async function takeSteps(
	context: IExecuteFunctions,
	steps: readonly LedgerStep[],
	options: ICheckProcessedOptions,
): Promise<Set<string>> {
	const added = steps.flatMap((step) => ('add' in step ? step.add : []));
	const removed = steps.flatMap((step) => ('remove' in step ? step.remove : []));
	const { mode } = options;
	const trims = steps.some((step) => 'add' in step && step.trim === true);
	const there =
		added.length === 0
			? []
			: await tryAgain(context, async () => await add(context, added, trims ? options : { mode }));
	if (removed.length > 0)
		await tryAgain(
			context,
			async () => await context.helpers.removeProcessed([...removed], 'workflow', { mode }),
		);
	return new Set(there);
}

async function add(
	context: IExecuteFunctions,
	keys: readonly string[],
	options: ICheckProcessedOptions,
): Promise<string[]> {
	const { processed } = await context.helpers.checkProcessedAndRecord(
		[...keys],
		'workflow',
		options,
	);
	return processed.map(String);
}

/** Two processes that write a ledger's very first entry at once collide in n8n's database; the next try goes through. */
async function tryAgain<T>(context: IExecuteFunctions, work: () => Promise<T>): Promise<T> {
	for (let attempt = 1; ; attempt += 1) {
		try {
			return await work();
		} catch (error) {
			if (attempt === tries) {
				throw new NodeOperationError(context.getNode(), error as Error, {
					message: "Cannot use the ledger. n8n's store of processed items did not take the entry.",
					description: `Save the workflow, look at n8n's database and its log, then run it again (${(error as Error).message}).`,
				});
			}
			context.logger.debug(
				`Apicbase ledger: the store did not take an entry, try ${attempt} of ${tries}. ${(error as Error).message}`,
			);
		}
		await sleep(waitMs * attempt);
	}
}
