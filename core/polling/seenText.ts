import { keyLength } from './sighting';

type Seen = ReadonlyMap<string, number>;

/** The text that known orders were read from, or are to be written as: most polls learn of few, and need not write all anew. */
const textOf = new WeakMap<Seen, string>();

/** Reads known orders, one after the other: `key:ordered_on`, epoch ms; `undefined` when it is no text. */
export function readSeen(text: unknown, damaged: string[]): Seen | undefined {
	if (typeof text !== 'string') return undefined;
	const seen = new Map<string, number>();
	let isWhole = true;
	for (let start = 0, end = 0; start < text.length; start = end + 1) {
		end = text.indexOf(' ', start);
		if (end === -1) end = text.length;
		const orderedOnMs =
			text[start + keyLength] === ':' ? Number(text.slice(start + keyLength + 1, end)) : Number.NaN;
		if (orderedOnMs >= 0) seen.set(text.slice(start, start + keyLength), orderedOnMs);
		else isWhole = false;
	}
	if (isWhole) textOf.set(seen, text);
	else damaged.push('seen');
	return seen;
}

/** Known orders and some more; the very same map when there are none. */
export function addSeen(
	seen: Seen,
	more: ReadonlyArray<readonly [key: string, orderedOnMs: number]>,
): Seen {
	if (more.length === 0) return seen;
	const added = new Map(seen);
	for (const [key, orderedOnMs] of more) added.set(key, orderedOnMs);
	const text = textOf.get(seen);
	const isAppended = added.size === seen.size + more.length;
	if (text !== undefined && isAppended)
		textOf.set(added, [...(text === '' ? [] : [text]), ...more.map(write)].join(' '));
	return added;
}

export const writeSeen = (seen: Seen): string =>
	textOf.get(seen) ?? Array.from(seen, write).join(' ');

/** In plain digits, which JavaScript writes and reads several times as fast as the shorter base 36. */
const write = ([key, orderedOnMs]: readonly [string, number]): string =>
	`${key}:${Math.ceil(orderedOnMs)}`;
