import { cleanText } from '../text';

/** The entries of a list, each as people see it. */
export type List = readonly string[];

/** What a setting was read to, or that it cannot be read; `part` is the entry of a list that cannot. */
export type Read<Value> = { ok: true; value: Value } | { ok: false; part?: unknown };

/** What an expression makes of a value that is not there. */
const nothing = new Set(['', 'undefined', 'null', 'NaN']);

/**
 * Entries of a list that was typed in, one per line or with commas, or that an expression made; empty ones are passed
 * over. `undefined` when something in it is neither text nor a number.
 */
export const readList = (raw: unknown): List | undefined => splitList(raw)?.map(cleanText);

/** The same entries as they were entered, character for character. */
export function splitList(raw: unknown): List | undefined {
	const entries: unknown[] = Array.isArray(raw) ? raw.flat() : [raw];
	const list: string[] = [];
	for (const entry of entries) {
		if (entry === undefined || entry === null) continue;
		if (typeof entry !== 'string' && typeof entry !== 'number') return undefined;
		const texts = Array.isArray(raw) ? [String(entry)] : String(entry).split(/[\n,;]/);
		// One by one: a call does not take as many arguments as a list may have entries.
		for (const text of texts) if (!nothing.has(cleanText(text))) list.push(text.trim());
	}
	return list.includes('[object Object]') ? undefined : list;
}
