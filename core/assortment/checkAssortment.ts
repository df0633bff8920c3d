import { hasDecimalComma } from '../decimalText';
import { readField } from '../json';
import { cleanText } from '../text';
import { articleFields, columnNames, type Columns } from './articleSchema';
import {
	quoted,
	readPackageDescription,
	readSize,
	readUnit,
	type PackageDescription,
	type ReadPackage,
} from './packaging';
import { isBlank, readGtin, readText } from './readValue';

/** One thing that is wrong with a row of an assortment. */
export interface ArticleIssue {
	/** `error`: the row cannot be sent; `warning`: it is sent all the same. */
	severity: 'error' | 'warning';
	/** From 1. */
	row: number;
	articleNumber: string | null;
	field: string;
	/** "Row 17, ART-9: the price "1.2345" has more than 3 decimals." */
	message: string;
}

/** An assortment, sorted into what can be sent and what is to be corrected. */
export interface CheckedAssortment {
	/** Fit to send. */
	articles: object[];
	issues: ArticleIssue[];
	/** How many rows cannot be sent. */
	unusable: number;
}

/** What the rows are read by. */
export interface AssortmentRules {
	/** The assortment that the rows are meant for. */
	customerNumber: string;
	columns: Columns;
	/** Whether the file or the items that the rows are from have prices such as "8,95": "1.250" has two meanings then. */
	pricesHaveCommas: boolean;
	/** What each row is called, where that is not its place from 1. */
	rowNumbers?: readonly number[];
}

/** More unusable rows than this share are a source that was read wrongly, and the rest must not pass for the assortment. */
const usableShare = 0.9;

/** Whether so many rows are unusable that nothing is sent, whatever the user chose. */
export const isHalfRead = ({ unusable }: CheckedAssortment, rows: number): boolean =>
	unusable > rows * (1 - usableShare) + 1e-9;

/** The columns that were named and that no row has. */
export function missingColumns(rows: readonly unknown[], columns: Columns): string[] {
	const headers = headersOf(rows);
	return Object.values(columns).filter(
		(column) => !rows.some((row) => readCell(row, column, headers) !== undefined),
	);
}

/** Whether a price of these rows has decimals with a comma. */
export function havePricesWithCommas(rows: readonly unknown[], columns: Columns): boolean {
	const headers = headersOf(rows);
	return rows.some((row) => {
		const price = readCell(row, columns.price ?? 'price', headers);
		return typeof price === 'string' && hasDecimalComma(price);
	});
}

/** Checks an assortment row by row against what Apicbase documents: https://developers.apicbase.com/reference/create-assortment-file */
export function checkAssortment(
	rows: readonly unknown[],
	rules: AssortmentRules,
): CheckedAssortment {
	const articles: object[] = [];
	const issues: ArticleIssue[] = [];
	const firstRows = new Map<string, number>();
	const headers = headersOf(rows);
	for (const [index, row] of rows.entries()) {
		const number = rules.rowNumbers?.[index] ?? index + 1;
		const read = readRow(row, number, { ...rules, headers, firstRows });
		issues.push(...read.issues);
		if (!read.issues.some(({ severity }) => severity === 'error')) articles.push(read.article);
	}
	return { articles, issues, unusable: rows.length - articles.length };
}

/** What is known of all rows while one is read. */
interface RowsRead {
	headers: Headers;
	/** By article number, the first row that has it. */
	firstRows: Map<string, number>;
}

type Report = (field: string, fact: string, severity?: ArticleIssue['severity']) => void;

function readRow(
	row: unknown,
	number: number,
	{ customerNumber, columns, pricesHaveCommas, headers, firstRows }: AssortmentRules & RowsRead,
): { article: object; issues: ArticleIssue[] } {
	const cell = (field: string) => readCell(row, columns[field] ?? field, headers);
	const articleNumber = textIn(cell('third_party_id'));
	const name = textIn(cell('name'));
	const place = `Row ${number}${articleNumber === null ? (name === null ? '' : `, "${name}"`) : `, ${articleNumber}`}`;
	const issues: ArticleIssue[] = [];
	const report: Report = (field, fact, severity = 'error') =>
		issues.push({ severity, row: number, articleNumber, field, message: `${place}: ${fact}.` });

	if (typeof row !== 'object' || row === null || Array.isArray(row)) {
		report('', 'this is not an article');
		return { article: {}, issues };
	}

	const fields: Record<string, unknown> = {};
	for (const { name: field, label, required, isYesOrNo, read } of articleFields) {
		const value = cell(field);
		if (isBlank(value) && !(isYesOrNo && value === false)) {
			if (required) report(field, `the ${label} is missing`);
			continue;
		}
		const found = read(value, pricesHaveCommas);
		if (found.ok) fields[field] = found.value;
		else report(field, `the ${label}${quoted(value)} ${found.fact}`);
	}

	const firstRow = articleNumber === null ? undefined : firstRows.get(articleNumber);
	if (firstRow !== undefined)
		report('third_party_id', `the article number "${articleNumber}" stands in row ${firstRow} too`);
	else if (articleNumber !== null) firstRows.set(articleNumber, number);

	checkPriceUnit(fields, cell('price_unit'), report);
	checkLeadTime(fields.lead_time, report);

	const owner = textIn(cell('customer_number'));
	if (owner !== null && owner !== customerNumber)
		report(
			'customer_number',
			`the row is for "${owner}", and this is the assortment of "${customerNumber}"`,
		);

	const packaging = readPackaging(cell);
	if (!packaging.ok) report('package_description', packaging.fact);
	else for (const warning of packaging.warnings) report('package_description', warning, 'warning');

	return {
		article: {
			...(Object.keys(columns).length === 0 ? unknownFields(row) : {}),
			...fields,
			...(packaging.ok && { package_description: packaging.value }),
		},
		issues,
	};
}

function checkPriceUnit(
	fields: Readonly<Record<string, unknown>>,
	written: unknown,
	report: Report,
): void {
	const { price_type_code: code, price_unit: unit, price } = fields;
	if (code === 1 && unit === undefined)
		report('price_unit', 'the price unit is missing, and the price is per unit');
	if (code !== 1 && typeof unit === 'string')
		report('price_unit', `the price unit${quoted(written)} needs the price type 1 (per unit)`);
	if (code === 1 && typeof unit === 'string' && !readUnit(unit).isKnown)
		report(
			'price_unit',
			`the price unit${quoted(written)} is not one that Apicbase documents`,
			'warning',
		);
	if (price !== undefined && Number(price) === 0)
		report('price', `the price${quoted(price)} is zero`, 'warning');
}

/** Apicbase reads a lead time from its end: "2" is two seconds, "24:00" is 24 minutes. */
function checkLeadTime(leadTime: unknown, report: Report): void {
	const [, minutes, seconds] =
		(typeof leadTime === 'string' && /^(?:\d+ )?(?:(\d+):)?(\d+(?:\.\d+)?)$/.exec(leadTime)) || [];
	const total = Number(minutes ?? 0) * 60 + Number(seconds ?? 0);
	if (total > 0 && total < 3600)
		report(
			'lead_time',
			`the lead time${quoted(leadTime)} is read as ${minutes === undefined ? 'seconds' : 'minutes and seconds'}; write days and hours like "1 12:00:00"`,
			'warning',
		);
}

/** The package by its size, or as nested JSON, with the GTINs from columns of their own. */
function readPackaging(cell: (field: string) => unknown): ReadPackage {
	const read = readSizeOrDescription(cell('size'), cell('package_description'));
	if (!read.ok) return read;
	const value = structuredClone(read.value);
	const levels = levelsOf(value);
	for (const { field, label, level } of [
		{ field: 'gtin', label: 'GTIN', level: levels[0] },
		{ field: 'inner_gtin', label: 'inner GTIN', level: levels.at(-1) },
	]) {
		if (isBlank(cell(field)) || level === undefined) continue;
		const gtin = readGtin(cell(field));
		if (!gtin.ok) return { ok: false, fact: `the ${label}${quoted(cell(field))} ${gtin.fact}` };
		level.gtin = gtin.value;
	}
	return { ...read, value };
}

function readSizeOrDescription(size: unknown, description: unknown): ReadPackage {
	if (!isBlank(size)) return readSize(size);
	return isBlank(description)
		? { ok: false, fact: 'the size of the package is missing' }
		: readPackageDescription(description);
}

/** From the outside in. */
function levelsOf(description: PackageDescription): PackageDescription[] {
	return 'package' in description ? [description, ...levelsOf(description.package)] : [description];
}

/** Fields that we do not know may be new at Apicbase. With columns named, the other columns are the supplier's own and stay here. */
function unknownFields(row: object): object {
	const ours: ReadonlySet<string> = new Set(columnNames);
	return Object.fromEntries(Object.entries(row).filter(([name]) => !ours.has(cleanText(name))));
}

/** By the name that people see, the one that a file gave a column: with a byte order mark or blanks around it. */
type Headers = ReadonlyMap<string, string>;

function headersOf(rows: readonly unknown[]): Headers {
	const headers = new Map<string, string>();
	for (const row of rows) {
		if (typeof row !== 'object' || row === null) continue;
		for (const name of Object.keys(row)) {
			const seen = cleanText(name);
			if (seen !== name && !headers.has(seen)) headers.set(seen, name);
		}
	}
	return headers;
}

/** A cell by the name of its column as people see it, or by a path with points. */
function readCell(row: unknown, column: string, headers: Headers): unknown {
	const name = cleanText(column);
	const cell =
		readField(row, [column]) ??
		readField(row, [name]) ??
		readField(row, [headers.get(name) ?? name]);
	return cell === undefined && column.includes('.') ? readField(row, column.split('.')) : cell;
}

function textIn(cell: unknown): string | null {
	const text = isBlank(cell) ? undefined : readText(cell);
	return text?.ok === true ? cleanText(text.value) : null;
}
