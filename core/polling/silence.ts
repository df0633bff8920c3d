import { hourMs, type PollState, type SilenceItem } from './state';

/** Notices when no new order has come for this many hours (0: no alarm), and when orders come again. The item is kept until a run of it ended well. */
export function watchSilence(
	state: PollState,
	hours: number,
	arrivedBeforeMs: number,
	nowMs: number,
): void {
	if (hours <= 0) {
		Object.assign(state, { isSilent: false, silence: null });
		return;
	}
	const quietMs = nowMs - state.lastArrivalMs;
	const isSilent = quietMs >= hours * hourMs;
	if (isSilent === state.isSilent) return;
	state.isSilent = isSilent;
	const quietHours = Math.floor((isSilent ? quietMs : nowMs - arrivedBeforeMs) / hourMs);
	const duration = quietHours === 1 ? '1 hour' : `${quietHours} hours`;
	const item: SilenceItem = {
		silence: isSilent ? 'began' : 'ended',
		message: isSilent
			? `No new order has come from Apicbase for ${duration}. Check that customers can order and that the connection works.`
			: `Orders are coming from Apicbase again, after ${duration} without one.`,
		lastOrderAt: new Date(isSilent ? state.lastArrivalMs : arrivedBeforeMs).toISOString(),
		hours: quietHours,
	};
	state.silence = { item, turn: state.silence?.turn ?? 0, isRunning: false, atMs: 0 };
}
