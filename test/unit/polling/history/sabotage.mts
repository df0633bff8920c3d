import type { PollState } from '../../../../core/polling/state.ts';
import type { TriggerProcess } from '../../../../nodes/Apicbase/newOrderTrigger/triggerProcess.ts';
import type { AnsweredPage } from './apicbaseList.mts';
import type { Result } from './runs.mts';

/** What a history may change about the trigger, to see that it would be noticed. */
export interface Sabotage {
	parameters?: (parameters: Record<string, unknown>) => void;
	/** Changes the state after each poll, wherever it is kept. */
	afterPoll?: (state: PollState) => void;
	/** Changes what the process knows before each poll. */
	beforePoll?: (trigger: TriggerProcess) => void;
	/** Changes how the trigger is told that a run ended; `null` leaves it untold. */
	told?: (result: Result) => Result | null;
	/** Changes a page on its way to the trigger. */
	page?: (page: AnsweredPage) => AnsweredPage;
	/** Whether n8n stores nothing when the trigger asks for it. */
	storesNothing?: boolean;
	/** Whether the triggers of a workflow share nothing. */
	sharesNothing?: boolean;
}
