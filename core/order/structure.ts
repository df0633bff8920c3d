import { lineFieldNames, orderFieldNames } from '../messages/fieldNames';
import { makeDiagnostic, type Diagnostic, type RuleMeta } from '../messages/issue';
import { nameLine, type Params } from '../messages/format';
import { cleanText } from '../text';
import type { PurchaseOrder } from './purchaseOrder';
import { structureRules } from './structureRules';

type Fields = Readonly<Record<string, unknown>>;

const isNothing = (value: unknown): value is null | undefined =>
	value === undefined || value === null;
const isObject = (value: unknown): value is Fields =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
const isObjectOrNothing = (value: unknown): value is Fields | null | undefined =>
	isNothing(value) || isObject(value);
const isText = (value: unknown): boolean => typeof value === 'string' || isNothing(value);
const isAmount = (value: unknown): boolean => isText(value) || Number.isFinite(value);
const isCode = (value: unknown): boolean =>
	isText(value) || (Number.isSafeInteger(value) && Number(value) >= 0);
const isBlank = (value: unknown): boolean =>
	isNothing(value) || (typeof value === 'string' && cleanText(value) === '');
const isId = (value: unknown): boolean =>
	typeof value === 'string' ? !isBlank(value) : Number.isSafeInteger(value);
const isBuyer = (value: unknown): boolean => isObjectOrNothing(value) && isText(value?.username);
const isListOfLines = (value: unknown): boolean => Array.isArray(value) && value.length > 0;

/** What each field of an order may hold, in the order in which people are told. */
const orderFields = Object.entries({
	id: isId,
	order_number: isId,
	status: isText,
	ordered_on: isText,
	owned_by: isBuyer,
	order_remarks: isText,
	packages: isListOfLines,
	expected_delivery_date: isText,
	theoretical_price: isAmount,
	supplier_customer_number: isCode,
} satisfies Record<keyof PurchaseOrder, (value: unknown) => boolean>);

/**
 * Everything that keeps a value from being an order. It asks only for what makes a thing an order: unknown fields pass,
 * and what a supplier may judge (missing numbers, prices, dates) is left to the rules.
 */
export function checkStructure(value: unknown): Diagnostic[] {
	if (!isObject(value)) return [diagnostic(structureRules.orderUnreadable, '')];
	const found: Diagnostic[] = [];
	for (const [field, isReadable] of orderFields) {
		if (!isReadable(value[field])) found.push(orderDiagnostic(field, value[field]));
		else if (field === 'packages')
			(value[field] as unknown[]).forEach((line, at) => checkLine(value, at, line, found));
	}
	return found;
}

/** The diagnostic for a value that is nested too deeply to be an order. */
export const nestedTooDeeply = (levels: number): Diagnostic =>
	diagnostic(structureRules.orderNestedTooDeeply, '', { levels });

const diagnostic = (rule: RuleMeta, path: string, params?: Params): Diagnostic =>
	makeDiagnostic(rule, 'error', { path, line: null }, params);

function orderDiagnostic(field: string, value: unknown): Diagnostic {
	if (field === 'packages') {
		const noLines = isNothing(value) || Array.isArray(value);
		return diagnostic(
			noLines ? structureRules.orderWithoutLines : structureRules.linesUnreadable,
			field,
		);
	}
	if (isBlank(value)) {
		return diagnostic(
			field === 'id' ? structureRules.orderMissingId : structureRules.orderMissingOrderNumber,
			field,
		);
	}
	const path = field === 'owned_by' && isObject(value) ? 'owned_by.username' : field;
	return diagnostic(structureRules.orderFieldUnreadable, path, {
		field: orderFieldNames[field] ?? field,
	});
}

/** Field by field, without a table or a path until one is needed: an order may have hundreds of lines. */
function checkLine(order: Fields, at: number, line: unknown, found: Diagnostic[]): void {
	if (!isObject(line)) {
		found.push(lineDiagnostic(order, at));
		return;
	}
	const { stock_item: article, supplier_package: supplied } = line;
	if (!isObjectOrNothing(article)) found.push(lineDiagnostic(order, at, 'stock_item'));
	else if (!isText(article?.name)) found.push(lineDiagnostic(order, at, 'stock_item', 'name'));
	if (!isObjectOrNothing(supplied)) found.push(lineDiagnostic(order, at, 'supplier_package'));
	else {
		if (!isCode(supplied?.supplier_article_number))
			found.push(lineDiagnostic(order, at, 'supplier_package', 'supplier_article_number'));
		if (!isAmount(supplied?.theoretical_price_per_package))
			found.push(lineDiagnostic(order, at, 'supplier_package', 'theoretical_price_per_package'));
	}
	if (!isAmount(line.quantity_ordered)) found.push(lineDiagnostic(order, at, 'quantity_ordered'));
	if (!isAmount(line.total_theoretical_price))
		found.push(lineDiagnostic(order, at, 'total_theoretical_price'));
}

function lineDiagnostic(order: Fields, at: number, ...fields: string[]): Diagnostic {
	const location = {
		path: ['packages', at, ...fields].join('.'),
		line: nameLine(order, at),
	};
	// The part that people have a word for: of an article's name it is the article.
	const field = lineFieldNames[fields.at(-1) ?? ''] ?? lineFieldNames[fields[0] ?? ''];
	return field === undefined
		? makeDiagnostic(structureRules.lineUnreadable, 'error', location)
		: makeDiagnostic(structureRules.lineFieldUnreadable, 'error', location, { field });
}
