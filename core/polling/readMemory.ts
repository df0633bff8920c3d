import { memoryVersion, type GivenUpOrder, type OwedOrder, type PollMemory } from './memory';
import { readGivenUp, readJson, readNumber, readOwed, readRecords, readText } from './readRecords';
import { readSeen } from './seenText';

export interface Reading {
	source: string;
	overlapMs: number;
	nowMs: number;
}

const account =
	'The connection leads to another Apicbase account or address than before. Orders placed since the last poll are handed on from there, and some of the time before may come too.';
const damage = (parts: readonly string[]): string =>
	`Part of what the trigger remembered could not be read (${parts.join(', ')}). Nothing is left out, but orders of the last days may come again.`;

/**
 * Reads what was stored; `undefined` when nothing was. What is damaged, foreign or from another version is healed so
 * that no order is left out: what can be read is kept, a lost position begins one overlap ago, and a notice says so.
 */
export function readMemory(
	stored: Readonly<Record<string, unknown>>,
	{ source, overlapMs, nowMs }: Reading,
): PollMemory | undefined {
	if (Object.keys(stored).length === 0) return undefined;
	const damaged: string[] = stored.version === memoryVersion ? [] : ['version'];
	const take = <T>(name: string, read: (value: unknown) => T | undefined, otherwise: T): T => {
		const value = read(stored[name]);
		if (value === undefined) damaged.push(name);
		return value === undefined ? otherwise : value;
	};
	const storedSource = take('source', readText, source);
	const memory: PollMemory = {
		source,
		startedAtMs: take('startedAtMs', readNumber, nowMs),
		awaitsBaseline: take('awaitsBaseline', readBoolean, false),
		floorMs: take(
			'floorMs',
			(value) => (value === null ? null : readNumber(value)),
			nowMs - overlapMs,
		),
		watermarkMs: take('watermarkMs', (value) => (value === null ? null : readNumber(value)), null),
		lastArrivalMs: take('lastArrivalMs', readNumber, nowMs),
		isSilent: take('isSilent', readBoolean, false),
		seen: take<PollMemory['seen']>('seen', (value) => readSeen(value, damaged), new Map()),
		owed: take(
			'owed',
			(value) => readRecords(value, readOwed, damaged),
			new Map<string, OwedOrder>(),
		),
		givenUp: take(
			'givenUp',
			(value) => readRecords(value, readGivenUp, damaged),
			new Map<string, GivenUpOrder>(),
		),
		notices: take('notices', readTexts, []),
	};
	const notices = [...memory.notices];
	if (damaged.length > 0) notices.push(damage([...new Set(damaged)]));
	if (storedSource !== source) notices.push(account);
	return { ...memory, notices };
}

const readBoolean = (value: unknown) => (typeof value === 'boolean' ? value : undefined);

function readTexts(value: unknown): string[] | undefined {
	const list = readJson(value);
	return Array.isArray(list) ? list.filter((entry) => typeof entry === 'string') : undefined;
}
