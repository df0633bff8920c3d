import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import type { Decision } from '../../../core/polling/advance';
import { givenUpItem, orderItem, withNotices } from '../../../core/polling/items';
import type { SilenceItem } from '../../../core/polling/silence';
import type { RunsUnderWay } from './runsUnderWay';
import type { PollSettings } from './settings';
import { startFollowedRun, toItem, type Outputs } from './startRuns';
import { thisTrigger } from './thisProcess';

interface ToHandOn extends Pick<Decision, 'handOver' | 'giveUp'> {
	silence: SilenceItem | null;
	notices: readonly string[];
}

/** Whether each order has a run of its own that is followed to its end. */
export const followsRuns = ({ delivery, separateRuns }: PollSettings): boolean =>
	delivery.until === 'success' || (delivery.until === 'fetched' && separateRuns);

/** Starts the runs; what a poll returns n8n starts as one more run. */
export function handOn(
	context: IPollFunctions,
	settings: PollSettings,
	what: ToHandOn,
	runs: RunsUnderWay,
	nowMs: number,
): INodeExecutionData[][] | null {
	const { handOver, giveUp, silence, notices } = what;
	const givesUp = settings.delivery.until === 'success';
	const hasSilence = settings.silenceAlarmHours > 0;
	const outputs = (orders: object[], givenUp: object[] = [], silent: object[] = []): Outputs =>
		[orders, ...(givesUp ? [givenUp] : []), ...(hasSilence ? [silent] : [])].map((items) =>
			items.map(toItem),
		);
	const trigger = thisTrigger(context);
	const told = trigger.heldBack === undefined ? [...notices] : [...notices, trigger.heldBack];
	if (handOver.length + giveUp.length > 0) trigger.heldBack = undefined;
	const tell = (item: Record<string, unknown>) => withNotices(item, told.splice(0));
	if (silence !== null) context.__emit(outputs([], [], [silence]));
	for (const order of giveUp) context.__emit(outputs([], [tell(givenUpItem(order, nowMs))]));
	if (followsRuns(settings)) {
		for (const order of handOver)
			startFollowedRun(context, order, outputs([tell(orderItem(order, nowMs))]), runs);
		return null;
	}
	const items = handOver.map((order) => tell(orderItem(order, nowMs)));
	if (items.length === 0) return null;
	if (!settings.separateRuns) return outputs(items);
	for (const item of items.slice(0, -1)) context.__emit(outputs([item]));
	return outputs(items.slice(-1));
}
