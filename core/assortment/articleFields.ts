/** How one field of an article must look; says what is wrong with a value, or nothing. */
export interface ArticleField {
	name: string;
	/** What people call it. */
	label: string;
	required?: true;
	check(value: unknown): string | undefined;
}

const text = (longest?: number) => (value: unknown) => {
	if (typeof value !== 'string') return 'is not text';
	return longest !== undefined && [...value].length > longest
		? `is longer than ${longest} characters`
		: undefined;
};

const yesOrNo = (value: unknown) =>
	typeof value === 'boolean' ? undefined : 'is neither true nor false';

/** A decimal, as text or number, with at most so many places; no floating point is involved. */
export const decimal = (places: number) => (value: unknown) => {
	const written = typeof value === 'number' ? String(value) : value;
	const parts = typeof written === 'string' ? /^-?\d+(?:\.(\d+))?$/.exec(written) : null;
	if (parts === null) return 'is not a decimal number';
	return (parts[1]?.length ?? 0) > places ? `has more than ${places} decimals` : undefined;
};

/** [DD] [HH:[MM:]]ss[.uuuuuu] */
const duration = /^(\d+ )?(\d{1,2}:)?(\d{1,2}:)?\d+(\.\d{1,6})?$/;

/**
 * An article of an assortment file: https://developers.apicbase.com/docs/assortment-files-1. The pages disagree on whether
 * a price is required, so it is not asked for; `package_description` is nested and has a check of its own.
 */
export const articleFields: readonly ArticleField[] = [
	{ name: 'third_party_id', label: 'article number', required: true, check: text(50) },
	{ name: 'name', label: 'name', required: true, check: text(300) },
	{ name: 'shared_id', label: 'shared ID', check: text(50) },
	{ name: 'brand', label: 'brand', check: text(150) },
	{ name: 'description', label: 'description', check: text() },
	{ name: 'package_type', label: 'package type', check: text(50) },
	{ name: 'price', label: 'price', check: decimal(3) },
	{
		name: 'price_type_code',
		label: 'price type',
		check: (value) =>
			value === 0 || value === 1 ? undefined : 'is neither 0 (per package) nor 1 (per unit)',
	},
	{ name: 'price_unit', label: 'price unit', check: text() },
	{ name: 'orderable', label: 'field "orderable"', check: yesOrNo },
	{
		name: 'lead_time',
		label: 'lead time',
		check: (value) =>
			typeof value === 'string' && duration.test(value)
				? undefined
				: 'is not a duration such as "1 12:00:00"',
	},
	{ name: 'weighted', label: 'field "weighted"', check: yesOrNo },
];
