import { parseJson, readField } from '../json';
import { earliestOrderMs, latestOrderMs } from '../timestamp';
import { keyLength, SeenIds } from './seenIds';
import {
	dayMs,
	firstFloorMs,
	firstPauseMs,
	longestPauseMs,
	type LookUp,
	type Parcel,
	type PollRules,
	type PollState,
	type WindowReading,
} from './state';

type Stored = Readonly<Record<string, unknown>>;

/** What a state is read with. */
export interface StateSetting {
	account: string;
	rules: Pick<PollRules, 'start' | 'overlapMs' | 'policy'>;
	/** The name for a registration that begins now. */
	newName: string;
	nowMs: number;
}

const otherAccount =
	'The connection leads to another Apicbase account or address than before. The trigger begins anew there, as if it were published for the first time.';
function damage(parts: readonly string[]): string {
	const isPendingLost = parts.includes('parcels') || parts.includes('waiting');
	const found = `Part of what the trigger remembered could not be read (${parts.join(', ')}).`;
	return isPendingLost
		? `${found} Look in Apicbase for orders of the last days that have not arrived; others may come again.`
		: `${found} Nothing is left out, but orders of the last days may come again.`;
}

/** The state of a trigger that has never polled. */
export function newState({ account, rules, newName, nowMs }: StateSetting): PollState {
	return {
		name: newName,
		revision: 0,
		account,
		startedAtMs: nowMs,
		isBaseline: rules.start.from === 'now',
		// Two days more, since Apicbase's clock may be behind.
		floorMs:
			rules.start.from === 'now'
				? firstFloorMs(rules.start, rules.overlapMs, nowMs - 2 * dayMs)
				: firstFloorMs(rules.start, rules.overlapMs, nowMs),
		nextFloorMs: null,
		agreedSum: null,
		reading: null,
		lookUp: null,
		isLookUpFirst: false,
		seen: new SeenIds(),
		waiting: new SeenIds(),
		parcels: new Map(),
		lastArrivalMs: nowMs,
		isSilent: false,
		silence: null,
		heldUpSinceMs: null,
		reportedAtMs: null,
		notices: [],
	};
}

/**
 * Reads what was stored; any JSON becomes a valid state. Nothing stored is a new registration, and so is another account.
 * What is damaged is healed so that no order is left out that can be read: a lost floor begins one overlap before what no
 * run has had yet, and a notice says so.
 */
export function readState(stored: Stored, setting: StateSetting): PollState {
	const begun = newState(setting);
	if (Object.keys(stored).length === 0) return begun;
	// All are digests of one length.
	const hasAccount =
		typeof stored.account === 'string' && stored.account.length === setting.account.length;
	if (hasAccount && stored.account !== setting.account)
		return { ...begun, notices: [otherAccount] };
	const { nowMs, rules } = setting;
	const damaged: string[] = [];
	const take = <T>(name: string, read: (value: unknown) => T | undefined, otherwise: T): T => {
		const value = read(stored[name]);
		if (value === undefined) damaged.push(name);
		return value ?? otherwise;
	};
	const takeNullable = <T>(
		name: string,
		read: (value: unknown) => T | undefined,
		otherwise: T | null,
	): T | null => {
		const value = readNullable(stored[name], read);
		if (value === undefined) damaged.push(name);
		return value === undefined ? otherwise : value;
	};
	const past = (value: unknown) => readMoment(value, nowMs + 2 * dayMs);
	// Noted by this machine's clock, which may have been put back since.
	const onceNow = (value: unknown) => {
		const atMs = past(value);
		return atMs === undefined ? undefined : Math.min(atMs, nowMs);
	};
	// A start date may be as far in the future as the user likes.
	const startFloorMs = rules.start.from === 'date' ? begun.floorMs : null;
	const atStart = (value: unknown) =>
		startFloorMs !== null && value === startFloorMs ? startFloorMs : undefined;
	const ids = (name: string): SeenIds => {
		const { seen, isComplete } = SeenIds.read(stored[name]);
		if (!isComplete) damaged.push(name);
		return seen;
	};
	if (!hasAccount) damaged.push('account');
	const state: PollState = {
		...begun,
		name: take('name', readText, begun.name),
		revision: take('revision', readCount, 0),
		startedAtMs: take('startedAtMs', past, nowMs),
		isBaseline: take('isBaseline', readBoolean, false),
		floorMs: takeNullable('floorMs', (value) => past(value) ?? atStart(value), null),
		nextFloorMs: takeNullable('nextFloorMs', past, null),
		agreedSum: takeNullable('agreedSum', readCount, null),
		reading: takeNullable('reading', (value) => readReading(value, past, onceNow), null),
		lookUp: takeNullable('lookUp', (value) => readLookUp(value, onceNow), null),
		isLookUpFirst: take('isLookUpFirst', readBoolean, false),
		seen: ids('seen'),
		waiting: ids('waiting'),
		parcels: take('parcels', (value) => readParcels(value, damaged), new Map<string, Parcel>()),
		lastArrivalMs: take('lastArrivalMs', onceNow, nowMs),
		isSilent: take('isSilent', readBoolean, false),
		silence: takeNullable('silence', readSilence, null),
		heldUpSinceMs: takeNullable('heldUpSinceMs', onceNow, null),
		reportedAtMs: takeNullable('reportedAtMs', past, null),
		notices: take('notices', readTexts, []),
	};
	if (damaged.includes('floorMs'))
		state.floorMs = Math.max(startFloorMs ?? 0, lastKnownMs(state) - rules.overlapMs - 2 * dayMs);
	// A far future pause would hold its order back for as long.
	const { silence } = state;
	if (silence) {
		const pauseMs = silence.isRunning ? 0 : firstPauseMs(rules.policy);
		silence.atMs = Math.min(silence.atMs, nowMs + pauseMs);
	}
	for (const parcel of state.parcels.values()) {
		parcel.atMs = Math.min(parcel.atMs, nowMs + longestPauseMs(parcel, rules.policy));
		if (parcel.absentSinceMs !== null) parcel.absentSinceMs = Math.min(parcel.absentSinceMs, nowMs);
	}
	// Which orders were there when it began is lost: twice is better than never.
	if (damaged.includes('startedAtMs')) state.isBaseline = false;
	if (damaged.length > 0) {
		state.notices.push(damage([...new Set(damaged)]));
		Object.assign(state, { nextFloorMs: null, agreedSum: null, reading: null, lookUp: null });
	}
	return state;
}

/** The moment since which orders may have come that no run has had, epoch ms. */
function lastKnownMs({ lastArrivalMs, waiting }: PollState): number {
	let earliestMs = lastArrivalMs;
	for (const [, orderedOnMs] of waiting.entries()) earliestMs = Math.min(earliestMs, orderedOnMs);
	return earliestMs;
}

/** The state as n8n keeps it: texts and numbers only, whole under each name, since n8n notices no other change. */
export function writeState(state: PollState): Record<string, string | number | boolean | null> {
	return {
		name: state.name,
		revision: state.revision,
		account: state.account,
		startedAtMs: state.startedAtMs,
		isBaseline: state.isBaseline,
		floorMs: state.floorMs,
		nextFloorMs: state.nextFloorMs,
		agreedSum: state.agreedSum,
		reading: writeWithKeys(state.reading, 'unshown'),
		lookUp: writeWithKeys(state.lookUp, 'open'),
		isLookUpFirst: state.isLookUpFirst,
		seen: state.seen.toText(),
		waiting: state.waiting.toText(),
		parcels: JSON.stringify(Object.fromEntries(state.parcels)),
		lastArrivalMs: state.lastArrivalMs,
		isSilent: state.isSilent,
		silence: state.silence === null ? null : JSON.stringify(state.silence),
		heldUpSinceMs: state.heldUpSinceMs,
		reportedAtMs: state.reportedAtMs,
		notices: JSON.stringify(state.notices.slice(-10)),
	};
}

/** A record with a set of keys in it, which are stored one behind the other: all are of one length. */
const writeWithKeys = <Name extends string>(
	record: Record<Name, Set<string>> | null,
	name: Name,
): string | null =>
	record === null ? null : JSON.stringify({ ...record, [name]: [...record[name]].join('') });

const readText = (value: unknown) =>
	typeof value === 'string' && value !== '' && value.length <= 200 ? value : undefined;
const readBoolean = (value: unknown) => (typeof value === 'boolean' ? value : undefined);
const readCount = (value: unknown) =>
	typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;

/** No further than a clock is believed. */
const readOffset = (value: unknown) =>
	typeof value === 'number' && Math.abs(value) <= 2 * dayMs ? value : undefined;

function readMoment(value: unknown, latestMs: number): number | undefined {
	return typeof value === 'number' && value >= earliestOrderMs && value <= latestMs
		? value
		: undefined;
}

function readJson(value: unknown): unknown {
	const parsed = typeof value === 'string' ? parseJson(value) : undefined;
	return parsed?.ok ? parsed.value : undefined;
}

function readTexts(value: unknown): string[] | undefined {
	const list = readJson(value);
	return Array.isArray(list)
		? list.filter((entry) => typeof entry === 'string').map((text) => text.slice(0, 1000))
		: undefined;
}

type ReadMoment = (value: unknown) => number | undefined;

function readReading(
	value: unknown,
	past: ReadMoment,
	onceNow: ReadMoment,
): WindowReading | undefined {
	const read = readJson(value);
	const number = (name: string) => readCount(readField(read, [name]));
	const flag = (name: string) => readBoolean(readField(read, [name]));
	const [polls, status, page] = [number('polls'), number('status'), number('page')];
	const [entries, onPages] = [number('entries'), number('onPages')];
	const [passedSum, pageSum] = [number('passedSum'), number('pageSum')];
	const [foundLate, isStable] = [flag('foundLate'), flag('isStable')];
	const question = readField(read, ['question']);
	const startedAtMs = onceNow(readField(read, ['startedAtMs']));
	const newestMs = readNullable(readField(read, ['newestMs']), past);
	const count = readNullable(readField(read, ['count']), readCount);
	const unshown = readKeys(readField(read, ['unshown']));
	const offsetMs = readOffset(readField(read, ['offsetMs']));
	if (typeof question !== 'string' || startedAtMs === undefined || unshown === undefined) return;
	if (polls === undefined || status === undefined || page === undefined || page === 0) return;
	if (entries === undefined || onPages === undefined || newestMs === undefined) return;
	if (passedSum === undefined || pageSum === undefined || count === undefined) return;
	if (foundLate === undefined || isStable === undefined || offsetMs === undefined) return;
	return {
		...{ question, startedAtMs, polls, status, page, newestMs, entries, passedSum },
		...{ foundLate, unshown, count, isStable, pageSum, onPages, offsetMs },
	};
}

function readLookUp(value: unknown, onceNow: ReadMoment): LookUp | undefined {
	const read = readJson(value);
	const number = (name: string) => readCount(readField(read, [name]));
	const [polls, status, page] = [number('polls'), number('status'), number('page')];
	const startedAtMs = onceNow(readField(read, ['startedAtMs']));
	const afterMs = readMoment(readField(read, ['afterMs']), latestOrderMs);
	const open = readKeys(readField(read, ['open']));
	if (startedAtMs === undefined || afterMs === undefined || open === undefined) return;
	if (polls === undefined || status === undefined || page === undefined || page === 0) return;
	return { startedAtMs, polls, afterMs, status, page, open };
}

const readNullable = <T>(
	value: unknown,
	read: (value: unknown) => T | undefined,
): T | null | undefined => (value === null ? null : read(value));

const isOfKeys = (text: string): boolean => text.length % keyLength === 0 && /^[\w-]*$/.test(text);

function readKeys(text: unknown): Set<string> | undefined {
	if (typeof text !== 'string' || !isOfKeys(text)) return undefined;
	const keys = new Set<string>();
	for (let at = 0; at < text.length; at += keyLength) keys.add(text.slice(at, at + keyLength));
	return keys;
}

function readSilence(value: unknown): PollState['silence'] | undefined {
	const read = readJson(value);
	const field = (name: string) => readField(read, ['item', name]);
	const silence = (['began', 'ended'] as const).find((name) => name === field('silence'));
	const [message, lastOrderAt] = [readText(field('message')), readText(field('lastOrderAt'))];
	const [hours, turn] = [readCount(field('hours')), readCount(readField(read, ['turn']))];
	const isRunning = readBoolean(readField(read, ['isRunning']));
	const atMs = readField(read, ['atMs']);
	if (silence === undefined || message === undefined || lastOrderAt === undefined) return;
	if (hours === undefined || turn === undefined || isRunning === undefined) return;
	return {
		item: { silence, message, lastOrderAt, hours },
		...{ turn, isRunning, atMs: typeof atMs === 'number' ? atMs : 0 },
	};
}

function readParcels(value: unknown, damaged: string[]): Map<string, Parcel> | undefined {
	const record = readJson(value);
	if (typeof record !== 'object' || record === null || Array.isArray(record)) return undefined;
	const parcels = new Map<string, Parcel>();
	for (const [key, entry] of Object.entries(record)) {
		const isKey = key.length === keyLength && isOfKeys(key);
		const parcel = isKey ? readParcel(entry) : undefined;
		if (parcel === undefined) damaged.push('parcels');
		else parcels.set(key, parcel);
	}
	return parcels;
}

function readParcel(entry: unknown): Parcel | undefined {
	const field = (name: string) => readField(entry, [name]);
	const id = field('id');
	const orderNumber = field('orderNumber');
	const orderedOnMs = readMoment(field('orderedOnMs'), latestOrderMs);
	const output = (['orders', 'given_up'] as const).find((name) => name === field('output'));
	const stage = (['waiting', 'running', 'resting', 'reported'] as const).find(
		(name) => name === field('stage'),
	);
	const atMs = field('atMs');
	const turn = readCount(field('turn'));
	const attempt = readCount(field('attempt'));
	const failures = readCount(field('failures'));
	const absentSinceMs = field('absentSinceMs');
	const reason = field('reason');
	if (typeof id !== 'string' && id !== null) return undefined;
	if (typeof orderNumber !== 'string' || orderedOnMs === undefined) return undefined;
	if (output === undefined || stage === undefined) return undefined;
	if (turn === undefined || attempt === undefined || failures === undefined) return undefined;
	return {
		id,
		orderNumber,
		orderedOnMs,
		output,
		stage,
		atMs: typeof atMs === 'number' && Number.isFinite(atMs) ? atMs : 0,
		turn,
		attempt,
		failures,
		hasEndedWell: field('hasEndedWell') === true,
		absences: readCount(field('absences')) ?? 0,
		absentSinceMs: typeof absentSinceMs === 'number' ? absentSinceMs : null,
		reason: typeof reason === 'string' ? reason.slice(0, 200) : null,
	};
}
