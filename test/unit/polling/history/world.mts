import type { Dice } from './dice.mts';
import type { Sabotage } from './sabotage.mts';
import type { HistorySettings } from './settings.mts';

/** What every part of a history shares. */
export interface World {
	settings: HistorySettings;
	dice: Dice;
	sabotage: Sabotage;
	/** n8n's. */
	clock: { nowMs: number };
	/** Whether the trigger has begun. */
	isPublished: boolean;
	/** Whether everything works again, from here to the end. */
	isHealed: boolean;
}

/** Has the process go by the history's clock and dice: waits take no time but the history's own. Returns how to undo it. */
export function takeTime({ clock, dice }: Pick<World, 'clock' | 'dice'>): () => void {
	const real = { now: Date.now, random: Math.random, setTimeout: globalThis.setTimeout };
	const realTimeout = Object.getOwnPropertyDescriptor(AbortSignal, 'timeout')!;
	Date.now = () => clock.nowMs;
	Math.random = dice.next;
	globalThis.setTimeout = ((goOn: () => void, ms = 0) => {
		clock.nowMs += ms;
		queueMicrotask(goOn);
	}) as typeof setTimeout;
	AbortSignal.timeout = () => new AbortController().signal;
	return () => {
		Date.now = real.now;
		Math.random = real.random;
		globalThis.setTimeout = real.setTimeout;
		Object.defineProperty(AbortSignal, 'timeout', realTimeout);
	};
}
