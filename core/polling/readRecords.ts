import { parseJson, readField } from '../json';
import type { GivenUpOrder, OwedOrder } from './memory';

export const readText = (value: unknown): string | undefined =>
	typeof value === 'string' ? value : undefined;
export const readNumber = (value: unknown): number | undefined =>
	typeof value === 'number' && Number.isFinite(value) ? value : undefined;

/** A value stored as JSON text; `undefined` when it is none. */
export function readJson(value: unknown): unknown {
	const parsed = typeof value === 'string' ? parseJson(value) : undefined;
	return parsed?.ok ? parsed.value : undefined;
}

/** Reads orders stored as JSON text under their keys; names in `damaged` what had to be left out. */
export function readRecords<T>(
	value: unknown,
	read: (entry: unknown) => T | undefined,
	damaged: string[],
): Map<string, T> | undefined {
	const record = readJson(value);
	if (typeof record !== 'object' || record === null || Array.isArray(record)) return undefined;
	const records = new Map<string, T>();
	for (const [key, entry] of Object.entries(record)) {
		const order = read(entry);
		if (order === undefined) damaged.push('orders');
		else records.set(key, order);
	}
	return records;
}

/** An order still owed to the workflow. */
export function readOwed(entry: unknown): OwedOrder | undefined {
	const named = readNamed(entry);
	const attempt = readNumber(readField(entry, ['attempt']));
	const retryAtMs = readNumber(readField(entry, ['retryAtMs']));
	return named === undefined || attempt === undefined || retryAtMs === undefined
		? undefined
		: { ...named, attempt, retryAtMs };
}

/** An order that was given up. */
export function readGivenUp(entry: unknown): GivenUpOrder | undefined {
	const named = readNamed(entry);
	const attempts = readNumber(readField(entry, ['attempts']));
	const givenUpAtMs = readNumber(readField(entry, ['givenUpAtMs']));
	return named === undefined || attempts === undefined || givenUpAtMs === undefined
		? undefined
		: { ...named, attempts, givenUpAtMs };
}

function readNamed(
	entry: unknown,
): Pick<OwedOrder, 'id' | 'orderNumber' | 'orderedOnMs' | 'reason'> | undefined {
	const id = readText(readField(entry, ['id']));
	const orderNumber = readText(readField(entry, ['orderNumber']));
	if (id === undefined || orderNumber === undefined) return undefined;
	return {
		id,
		orderNumber,
		orderedOnMs: readNumber(readField(entry, ['orderedOnMs'])) ?? null,
		reason: readText(readField(entry, ['reason'])) ?? null,
	};
}
