import { codeForms, codeKey, type IgnorableDifference } from './codes';
import { lookalikeKey, shortenedNumbers } from './lookalikes';

/** A row that is found by its code. */
export interface Coded {
	/** The code as people see it. */
	number: string;
	/** Counts before rows that are not preferred, e.g. because they cannot be ordered. */
	isPreferred: boolean;
	/** The cells, whole; `undefined` when there is only a number. */
	row: Readonly<Record<string, unknown>> | undefined;
}

/** What a look-up found. */
export type Match<Row> =
	| { kind: 'found'; row: Row }
	/** Several rows match and differ in something that is used, so that none of them can be taken. */
	| { kind: 'ambiguous'; rows: readonly [Row, Row, ...Row[]] }
	| { kind: 'unknown' };

/** Rows ready to be looked up by code. */
export interface CodeIndex<Row> {
	find(code: string): Match<Row>;
	/** A code in the list that people could take for this one, or that a spreadsheet made of it. */
	lookalikeOf(code: string): string | undefined;
	/** The form in which two codes are compared. */
	keyOf(code: string): string;
	/** How many different codes there are. */
	size: number;
}

const unknown = { kind: 'unknown' } as const;

/**
 * Indexes rows by code. Rows with the very code count before rows that match only when differences are ignored, unless
 * none of them is preferred; among equal matches the preferred ones count. `differ` tells whether it matters which of two
 * rows is taken.
 */
export function indexByCode<Row extends Coded>(
	rows: readonly Row[],
	ignored: readonly IgnorableDifference[],
	formsOf: (row: Row) => readonly string[],
	differ: (a: Row, b: Row) => boolean,
): CodeIndex<Row> {
	const key = codeKey(ignored);
	const exact = new Map<string, Row[]>();
	const loose = ignored.length === 0 ? exact : new Map<string, Row[]>();
	for (const row of rows) {
		for (const form of formsOf(row)) {
			add(exact, form, row);
			if (loose !== exact) add(loose, key(form), row);
		}
	}
	const settled = new Map<readonly Row[], Match<Row>>();
	const settle = (matches: readonly Row[]): Match<Row> => {
		let match = settled.get(matches);
		if (match === undefined) settled.set(matches, (match = decide(matches, differ)));
		return match;
	};
	const look = (code: string): Match<Row> => {
		for (const form of codeForms(code)) {
			const same = exact.get(form) ?? [];
			if (same.some(({ isPreferred }) => isPreferred)) return settle(same);
			const similar = loose === exact ? same : (loose.get(key(form)) ?? same);
			const isBetter = same.length === 0 || similar.some(({ isPreferred }) => isPreferred);
			const rowsFound = isBetter ? similar : same;
			if (rowsFound.length > 0) return settle(rowsFound);
		}
		return unknown;
	};
	const matches = new Map<string, Match<Row>>();
	const lookalikes = lazily(
		() => new Map(rows.map(({ number }) => [lookalikeKey(number), number])),
	);
	const shortened = lazily(() => shortenedNumbers(rows.map(({ number }) => number)));
	return {
		size: exact.size,
		keyOf: (code) => key(codeForms(code)[0] ?? ''),
		lookalikeOf: (code) => lookalikes().get(lookalikeKey(code)) ?? shortened().of(code),
		find(code) {
			// Nearly every order writes a code as the list does.
			const known = matches.get(code);
			if (known !== undefined) return known;
			const match = look(code);
			if (exact.has(code)) matches.set(code, match);
			return match;
		},
	};
}

function decide<Row extends Coded>(
	matches: readonly Row[],
	differ: (a: Row, b: Row) => boolean,
): Match<Row> {
	const preferred = matches.filter(({ isPreferred }) => isPreferred);
	const [first, ...others] = preferred.length > 0 ? preferred : matches;
	if (first === undefined) return unknown;
	const other = others.find((row) => differ(first, row));
	if (other !== undefined) return { kind: 'ambiguous', rows: [first, other] };
	if (others.length === 0) return { kind: 'found', row: first };
	// They may still differ in what later steps use, such as the ERP's ID: the order of the rows decides nothing.
	const texts = [first, ...others].map((row) => ({ row, text: textOf(row) }));
	const least = texts.reduce((a, b) => (b.text < a.text ? b : a));
	return { kind: 'found', row: least.row };
}

/** Whatever the order of its columns. */
const textOf = ({ row }: Coded): string =>
	Object.entries(row ?? {})
		.map((cell) =>
			JSON.stringify(cell, (_key, value) =>
				typeof value === 'bigint' ? String(value) : (value as unknown),
			),
		)
		.sort()
		.join();

function add<Row>(groups: Map<string, Row[]>, key: string, row: Row): void {
	const group = groups.get(key);
	if (group === undefined) groups.set(key, [row]);
	else if (group.at(-1) !== row) group.push(row);
}

function lazily<Value>(make: () => Value): () => Value {
	let made: { value: Value } | undefined;
	return () => (made ??= { value: make() }).value;
}
