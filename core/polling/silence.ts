import type { PollMemory } from './memory';

const hourMs = 3_600_000;

/** What the Silence output tells: that orders have stopped coming, or that they come again. */
export interface SilenceItem {
	silence: 'began' | 'ended';
	message: string;
	/** When the last new order was handed on, ISO 8601, UTC. */
	lastOrderAt: string;
	hours: number;
}

/** Notices when no new order has come for this many hours (0: never asks), and when the next one comes. */
export function watchSilence(
	before: PollMemory,
	next: PollMemory,
	hours: number,
	nowMs: number,
): { next: PollMemory; item: SilenceItem | null } {
	if (hours <= 0) return { next: { ...next, isSilent: false }, item: null };
	const quietMs = nowMs - next.lastArrivalMs;
	const isSilent = quietMs >= hours * hourMs;
	if (isSilent === before.isSilent) return { next: { ...next, isSilent }, item: null };
	const quietHours = Math.floor((isSilent ? quietMs : nowMs - before.lastArrivalMs) / hourMs);
	const item: SilenceItem = {
		silence: isSilent ? 'began' : 'ended',
		message: isSilent
			? `No new order has come from Apicbase for ${quietHours} hours. Check that customers can order and that the connection works.`
			: `Orders are coming from Apicbase again, after ${quietHours} hours without one.`,
		lastOrderAt: new Date(isSilent ? next.lastArrivalMs : before.lastArrivalMs).toISOString(),
		hours: quietHours,
	};
	return { next: { ...next, isSilent }, item };
}
