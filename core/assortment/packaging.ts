import { readField } from '../json';
import { cleanText } from '../text';
import { isBlank, readDecimal, readGtin, readQuantity } from './readValue';

/** A package as Apicbase takes it: from the outside in, each level holds a quantity of the next, the innermost a whole number of a unit. */
export type PackageDescription =
	| { quantity: number; package: PackageDescription; gtin?: string }
	| { quantity: number; unit_name: string; gtin?: string };

/** The package, with what Apicbase may not know about it; or what is wrong, as a sentence without its full stop. */
export type ReadPackage =
	{ ok: true; value: PackageDescription; warnings: string[] } | { ok: false; fact: string };

const deepest = 20;
/** Fields of a level that are not sent when they are empty. */
const optional = new Set(['package', 'gtin']);

/**
 * The units of https://developers.apicbase.com/docs/valid-base-units, whose readable copy leaves out cl and ml, which
 * https://support.apicbase.com/help/generic-supplier-api-quality-check names.
 */
const units = new Set(
	[
		'μg,mg,g,kg,tonne,oz,lb,metric ton,short ton,long ton',
		'cubic_centimeter,cubic_decimeter,cubic_foot,cubic_inch,cubic_meter,cubic_milliliter',
		'cup (UK),cup (US),fl oz (UK),fl oz (US),gal (UK),gal (US),ml,cl,l,pt (UK),pt (US)',
		'qt (UK),qt (US),tbsp (UK),tbsp (US),tsp (UK),tsp (US),DZ,#10,piece',
	].flatMap((line) => line.split(',')),
);
const byLowerCase = new Map([...units].map((unit) => [unit.toLowerCase(), unit]));

/** How people write the units of a size. */
const spellings = new Map(
	[
		['g', 'gr gram grams gramme'],
		['kg', 'kilo kilos kgs kilogram kilograms'],
		['l', 'lt ltr liter liters litre litres'],
		['piece', 'st stk stuk stuks stück pc pcs pce pieces pièce pièces each ea'],
		['DZ', 'doz dozen dozens dozijn dozijnen douzaine douzaines dutzend dutzende'],
		['μg', 'µg'],
	].flatMap(([unit = '', words = '']) => words.split(' ').map((word) => [word, unit] as const)),
);

/** Smaller units, for a size such as "1,5 l": the innermost quantity is a whole number. */
const smaller = new Map<string, ReadonlyArray<readonly [unit: string, times: number]>>([
	['tonne', [['kg', 1000]]],
	['kg', [['g', 1000]]],
	['g', [['mg', 1000]]],
	[
		'l',
		[
			['cl', 100],
			['ml', 1000],
		],
	],
	['cl', [['ml', 10]]],
]);

/** A unit by the name that Apicbase gives it, and whether Apicbase documents it. */
export function readUnit(written: string): { name: string; isKnown: boolean } {
	const text = cleanText(written);
	const word = text.toLowerCase().replace(/\.$/, '');
	const name = units.has(text) ? text : (byLowerCase.get(word) ?? spellings.get(word) ?? text);
	return { name, isKnown: units.has(name) };
}

/** Reads a nested package description: https://developers.apicbase.com/docs/assortment-files-1 */
export function readPackageDescription(description: unknown, depth = 1): ReadPackage {
	const where = `on level ${depth} of the package description`;
	const refuse = (fact: string): ReadPackage => ({ ok: false, fact: `${fact} ${where}` });
	if (typeof description !== 'object' || description === null || Array.isArray(description))
		return { ok: false, fact: `the package description${quoted(description)} cannot be read` };
	if (depth > deepest)
		return { ok: false, fact: `the package description has more than ${deepest} levels` };

	const field = (name: string) => readField(description, [name]);
	const inner = field('package');
	const isInnermost = isBlank(inner);
	if (isBlank(field('quantity'))) return refuse('the quantity is missing');
	const quantity = readQuantity(field('quantity'), isInnermost ? 0 : 6);
	if (!quantity.ok) return refuse(`the quantity${quoted(field('quantity'))} ${quantity.fact}`);
	const gtin = isBlank(field('gtin')) ? undefined : readGtin(field('gtin'));
	if (gtin?.ok === false) return refuse(`the GTIN${quoted(field('gtin'))} ${gtin.fact}`);
	const level = {
		...Object.fromEntries(
			Object.entries(description).filter(([name, value]) => !optional.has(name) || !isBlank(value)),
		),
		quantity: quantity.value,
		...(gtin !== undefined && { gtin: gtin.value }),
	};

	if (!isInnermost) {
		const read = readPackageDescription(inner, depth + 1);
		return read.ok ? { ...read, value: { ...level, package: read.value } } : read;
	}
	const unit = field('unit_name');
	if (typeof unit !== 'string' || isBlank(unit)) return refuse('the unit is missing');
	const { name, isKnown } = readUnit(unit);
	return {
		ok: true,
		value: { ...level, unit_name: name },
		warnings: isKnown ? [] : [`the unit "${name}" ${where} is not one that Apicbase documents`],
	};
}

/** Between the numbers of a size. */
const times = /\s*[x×*]\s*(?=\d)/i;
const count = /^(\d+(?:[.,]\d+)?)\s*(\p{L}*)\.?$/u;
const measure = /^(\d+(?:[.,]\d+)?)\s*((?!x\b)[\p{L}#].*)$/u;
/** A thousand grams in Ghent; one gram in Dublin, where nobody writes its decimals. */
const twoMeanings = /^[1-9]\d{0,2}[.,]\d{3}$/;
/** So large that people write three decimals of them. */
const largeUnits = new Set(['tonne', 'kg', 'l']);
const longestSize = 100;

/** Reads a size as people write it, e.g. "6 x 33 cl", "2 x 2,5 kg", "12 st". */
export function readSize(written: unknown): ReadPackage {
	const refused: ReadPackage = {
		ok: false,
		fact: `the size${quoted(written)} cannot be read; write it like "6 x 33 cl"`,
	};
	const text = typeof written === 'string' ? cleanText(written) : '';
	if (text === '' || text.length > longestSize) return refused;
	const parts = text.split(times);
	const [, amount = '', word = ''] = measure.exec(parts.pop() ?? '') ?? [];
	const { name, isKnown } = readUnit(word);
	const innermost = wholeMeasure(amount, name);
	if (innermost === undefined) return refused;
	let value: PackageDescription = innermost;
	for (const part of parts.reverse()) {
		const [, counted = '', what = ''] = count.exec(part) ?? [];
		const quantity = readQuantity(counted, 6);
		// A unit in front, as in "500 g x 12 st" or "2 dozen x 6 st", is not how often the next one is in it.
		const isMeasure = what !== '' && readUnit(what).isKnown && readUnit(what).name !== 'piece';
		if (!quantity.ok || isMeasure || twoMeanings.test(counted)) return refused;
		value = { quantity: quantity.value, package: value };
	}
	return {
		ok: true,
		value,
		warnings: isKnown ? [] : [`the unit "${name}" of the size is not one that Apicbase documents`],
	};
}

/** So much of a unit as a whole number, of a smaller unit where need be. */
function wholeMeasure(amount: string, unit: string): PackageDescription | undefined {
	const decimal = readDecimal(amount.replace(',', '.'), 6);
	if (!decimal.ok || unit === '' || (twoMeanings.test(amount) && !largeUnits.has(unit)))
		return undefined;
	for (const [unit_name, factor] of [[unit, 1] as const, ...(smaller.get(unit) ?? [])]) {
		const quantity = Number((Number(decimal.value) * factor).toPrecision(12));
		if (Number.isSafeInteger(quantity) && quantity > 0) return { quantity, unit_name };
	}
	return undefined;
}

/** A value as it is quoted in a sentence, with a blank in front; nothing for what has no short text. */
export function quoted(value: unknown): string {
	if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')
		return '';
	const text = cleanText(String(value).slice(0, 200));
	return ` "${[...text].length > 60 ? `${[...text].slice(0, 59).join('')}…` : text}"`;
}
