import { keyLength } from './sighting';

type Seen = ReadonlyMap<string, number>;

/** The text that known orders were read from: a quiet poll, which learns of none, has nothing to write anew. */
const textOf = new WeakMap<Seen, string>();

/** Reads known orders, one after the other: `key:ordered_on`, epoch ms; `undefined` when it is no text. */
export function readSeen(text: unknown, damaged: string[]): Seen | undefined {
	if (typeof text !== 'string') return undefined;
	const seen = new Map<string, number>();
	let isWhole = true;
	for (let start = 0, end = 0; start < text.length; start = end + 1) {
		end = text.indexOf(' ', start);
		if (end === -1) end = text.length;
		const orderedOnMs = text[start + keyLength] === ':' ? Number(text.slice(start + keyLength + 1, end)) : Number.NaN;
		if (orderedOnMs >= 0) seen.set(text.slice(start, start + keyLength), orderedOnMs);
		else isWhole = false;
	}
	if (isWhole) textOf.set(seen, text);
	else damaged.push('seen');
	return seen;
}

/** In plain digits, which JavaScript writes and reads several times as fast as the shorter base 36. */
export function writeSeen(seen: Seen): string {
	const known = textOf.get(seen);
	if (known !== undefined) return known;
	const entries: string[] = [];
	for (const [key, orderedOnMs] of seen) entries.push(`${key}:${Math.ceil(orderedOnMs)}`);
	return entries.join(' ');
}
