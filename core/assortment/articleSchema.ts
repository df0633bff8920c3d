import { readUnit } from './packaging';
import { readCode, readDecimal, readText, readYesOrNo, type ReadValue } from './readValue';

/** A plain field of an article: what people call it, and how a value of it is read. */
export interface ArticleField {
	name: string;
	label: string;
	required?: true;
	/** `false` is a value of it, and not an empty cell. */
	isYesOrNo?: true;
	/** `besideCommas`: the prices of the assortment have decimals with a comma. */
	read(value: unknown, besideCommas: boolean): ReadValue<unknown>;
}

const text = (longest?: number) => (value: unknown) => readText(value, longest);
const code = (value: unknown) => readCode(value, 50);

function readPriceUnit(value: unknown): ReadValue<string> {
	const unit = readText(value);
	return unit.ok ? { ok: true, value: readUnit(unit.value).name } : unit;
}

function readPrice(value: unknown, besideCommas: boolean): ReadValue<string> {
	const price = readDecimal(value, 3, { besideCommas });
	return price.ok && price.value.startsWith('-') && Number(price.value) !== 0
		? { ok: false, fact: 'is below zero' }
		: price;
}

function readPriceType(value: unknown): ReadValue<0 | 1> {
	const code = readDecimal(value, 0);
	if (code.ok && Number(code.value) === 0) return { ok: true, value: 0 };
	if (code.ok && Number(code.value) === 1) return { ok: true, value: 1 };
	return { ok: false, fact: 'is neither 0 (per package) nor 1 (per unit)' };
}

/** [DD] [HH:[MM:]]ss[.uuuuuu] */
const duration = /^(\d+ )?(\d{1,2}:)?(\d{1,2}:)?\d+(\.\d{1,6})?$/;

function readDuration(value: unknown): ReadValue<string> {
	const written = readText(value);
	return written.ok && duration.test(written.value)
		? written
		: { ok: false, fact: 'is not a duration such as "1 12:00:00"' };
}

/**
 * The plain fields of an article: https://developers.apicbase.com/docs/assortment-files-1. The pages disagree on whether a
 * price is required, so it is not asked for; `package_description` is nested and read by packaging.ts.
 */
export const articleFields: readonly ArticleField[] = [
	{ name: 'third_party_id', label: 'article number', required: true, read: code },
	{ name: 'name', label: 'name', required: true, read: text(300) },
	{ name: 'shared_id', label: 'shared ID', read: code },
	{ name: 'brand', label: 'brand', read: text(150) },
	{ name: 'description', label: 'description', read: text() },
	{ name: 'package_type', label: 'package type', read: text(50) },
	{ name: 'price', label: 'price', read: readPrice },
	{ name: 'price_type_code', label: 'price type', read: readPriceType },
	{ name: 'price_unit', label: 'price unit', read: readPriceUnit },
	{ name: 'orderable', label: 'field "orderable"', isYesOrNo: true, read: readYesOrNo },
	{ name: 'lead_time', label: 'lead time', read: readDuration },
	{ name: 'weighted', label: 'field "weighted"', isYesOrNo: true, read: readYesOrNo },
];

/** What a column may stand for: the plain fields, and what makes up the package and tells whose row it is. */
export const columnNames = [
	...articleFields.map(({ name }) => name),
	'size',
	'gtin',
	'inner_gtin',
	'package_description',
	'customer_number',
] as const;

/** The name of the column that holds each field; a field that is not listed has a column of its own name. */
export type Columns = Readonly<Record<string, string>>;
