import { memoryVersion, type PollMemory } from './memory';
import { writeSeen } from './seenText';

/** What is stored: top-level values without depth, because n8n sees no change below them and is slow in reading there. */
export type StoredMemory = Record<string, string | number | boolean | null>;

/** Writes the memory for n8n's static data, about 26 bytes for each known order. */
export function writeMemory(memory: PollMemory): StoredMemory {
	const { source, startedAtMs, awaitsBaseline, floorMs, watermarkMs, lastArrivalMs, isSilent } =
		memory;
	return {
		version: memoryVersion,
		source,
		startedAtMs,
		awaitsBaseline,
		floorMs,
		watermarkMs,
		lastArrivalMs,
		isSilent,
		seen: writeSeen(memory.seen),
		owed: JSON.stringify(Object.fromEntries(memory.owed)),
		givenUp: JSON.stringify(Object.fromEntries(memory.givenUp)),
		notices: JSON.stringify(memory.notices),
	};
}
