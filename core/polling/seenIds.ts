import { createHash } from 'node:crypto';
import { earliestOrderMs, latestOrderMs } from '../timestamp';

export const keyLength = 11;

/** The short form (64 bits) in which an order's id is remembered. */
export const keyOf = (id: string): string =>
	createHash('sha256').update(id).digest('base64url').slice(0, keyLength);

/**
 * Entries by key, with their `ordered_on` (epoch ms). Stored as one text, `key:ordered_on` one after the other, some 26
 * bytes each; a poll that only adds entries appends to the text instead of writing it anew.
 */
export class SeenIds {
	private readonly times = new Map<string, number>();

	private text: string | undefined = '';

	/** Reads what was stored; `isComplete` is false when something in it had to be left out. */
	static read(text: unknown): { seen: SeenIds; isComplete: boolean } {
		const seen = new SeenIds();
		if (typeof text !== 'string') return { seen, isComplete: false };
		let isComplete = true;
		for (let start = 0, end = 0; start < text.length; start = end + 1) {
			end = text.indexOf(' ', start);
			if (end === -1) end = text.length;
			const at = start + keyLength;
			const ms = text[at] === ':' ? Number(text.slice(at + 1, end)) : Number.NaN;
			if (ms >= earliestOrderMs && ms <= latestOrderMs) seen.times.set(text.slice(start, at), ms);
			else isComplete = false;
		}
		seen.text = isComplete ? text : undefined;
		return { seen, isComplete };
	}

	get size(): number {
		return this.times.size;
	}

	/** The `ordered_on` of an entry, epoch ms. */
	get(key: string): number | undefined {
		return this.times.get(key);
	}

	keys(): IterableIterator<string> {
		return this.times.keys();
	}

	entries(): IterableIterator<[key: string, orderedOnMs: number]> {
		return this.times.entries();
	}

	delete(key: string): void {
		if (this.times.delete(key)) this.text = undefined;
	}

	has(key: string): boolean {
		return this.times.has(key);
	}

	add(key: string, orderedOnMs: number): void {
		const ms = Math.ceil(orderedOnMs);
		const known = this.times.get(key);
		if (known === ms) return;
		this.times.set(key, ms);
		if (known !== undefined) this.text = undefined;
		else if (this.text !== undefined)
			this.text += this.text === '' ? `${key}:${ms}` : ` ${key}:${ms}`;
	}

	/** Forgets what lies at or before this moment. */
	evict(floorMs: number): void {
		for (const [key, ms] of this.times) {
			if (ms > floorMs) continue;
			this.times.delete(key);
			this.text = undefined;
		}
	}

	toText(): string {
		this.text ??= Array.from(this.times, ([key, ms]) => `${key}:${ms}`).join(' ');
		return this.text;
	}
}
