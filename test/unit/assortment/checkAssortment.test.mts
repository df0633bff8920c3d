import { columnNames } from '../../../core/assortment/articleSchema.ts';
import {
	checkAssortment,
	havePricesWithCommas,
	isHalfRead,
	missingColumns,
	type AssortmentRules,
} from '../../../core/assortment/checkAssortment.ts';
import { aLargeAssortment, anArticle, largeAssortmentIssues } from '../../../harness/articles.mts';

const check = (rows: readonly unknown[], changes: Partial<AssortmentRules> = {}) =>
	checkAssortment(rows, {
		customerNumber: 'C-42',
		columns: {},
		pricesHaveCommas: havePricesWithCommas(rows, changes.columns ?? {}),
		...changes,
	});
const sentences = (changes: Record<string, unknown>) =>
	check([anArticle(changes)]).issues.map(({ message }) => message);
const levels = (quantity: unknown, inner: Record<string, unknown>) => ({
	package_description: { quantity, package: inner },
});
const kilo = { quantity: 1, unit_name: 'kg' };

test('finds nothing wrong with an article as Apicbase documents it', () => {
	const articles = [
		anArticle(),
		anArticle({
			third_party_id: 'ART-2',
			unknown: 1,
			lead_time: '1 12:00:00',
			price: 8.95,
			price_type_code: 1,
			price_unit: 'kg',
		}),
	];
	expect(check(articles)).toMatchObject({
		articles: [articles[0], { ...articles[1], price: '8.95' }],
		issues: [],
		unusable: 0,
	});
});

test.each([
	[{ third_party_id: '' }, 'Row 1, "Tomatoes, vine": the article number is missing.'],
	[{ third_party_id: '\u200b' }, 'Row 1, "Tomatoes, vine": the article number is missing.'],
	[
		{ third_party_id: 'x'.repeat(51) },
		`Row 1, ${'x'.repeat(51)}: the article number "${'x'.repeat(51)}" is longer than 50 characters.`,
	],
	...(['1.0E+12', '1,23457E+12', 1e21, '2026-03-01T00:00:00.000Z', '#N/A', '#REF!'].map((code) => [
		{ third_party_id: code },
		`Row 1, ${code}: the article number "${code}" is what a spreadsheet made of it; format the column as text.`,
	]) as Array<[Record<string, unknown>, string]>),
	[
		{ shared_id: '4.00638E+12' },
		'Row 1, ART-1: the shared ID "4.00638E+12" is what a spreadsheet made of it; format the column as text.',
	],
	[{ name: null }, 'Row 1, ART-1: the name is missing.'],
	[{ name: { en: 'Tomatoes' } }, 'Row 1, ART-1: the name is not text.'],
	[
		{ brand: 'x'.repeat(151) },
		`Row 1, ART-1: the brand "${'x'.repeat(59)}…" is longer than 150 characters.`,
	],
	[{ price: '1.2345' }, 'Row 1, ART-1: the price "1.2345" has more than 3 decimals.'],
	[{ price: '-1.20' }, 'Row 1, ART-1: the price "-1.20" is below zero.'],
	[{ price: -0.5 }, 'Row 1, ART-1: the price "-0.5" is below zero.'],
	[{ price: 'on request' }, 'Row 1, ART-1: the price "on request" is not a decimal number.'],
	[{ price: true }, 'Row 1, ART-1: the price "true" is not a decimal number.'],
	[{ price: '1e3' }, 'Row 1, ART-1: the price "1e3" is not a decimal number.'],
	[
		{ price: '1,250' },
		'Row 1, ART-1: the price "1,250" can be read in two ways; write it like "1250.00" or "1.2500".',
	],
	[
		{ price_type_code: 2 },
		'Row 1, ART-1: the price type "2" is neither 0 (per package) nor 1 (per unit).',
	],
	[{ price_type_code: 1 }, 'Row 1, ART-1: the price unit is missing, and the price is per unit.'],
	[
		{ price_type_code: undefined, price_unit: 'kg' },
		'Row 1, ART-1: the price unit "kg" needs the price type 1 (per unit).',
	],
	[
		{ price_type_code: 0, price_unit: 'kg' },
		'Row 1, ART-1: the price unit "kg" needs the price type 1 (per unit).',
	],
	[
		{ orderable: 'sometimes' },
		'Row 1, ART-1: the field "orderable" "sometimes" is neither true nor false.',
	],
	[
		{ lead_time: 'tomorrow' },
		'Row 1, ART-1: the lead time "tomorrow" is not a duration such as "1 12:00:00".',
	],
	[{ package_description: undefined }, 'Row 1, ART-1: the size of the package is missing.'],
	[{ package_description: 'Box' }, 'Row 1, ART-1: the package description "Box" cannot be read.'],
	[
		{ package_description: { unit_name: 'kg' } },
		'Row 1, ART-1: the quantity is missing on level 1 of the package description.',
	],
	[
		{ package_description: { quantity: ' ', unit_name: 'kg' } },
		'Row 1, ART-1: the quantity is missing on level 1 of the package description.',
	],
	[
		{ package_description: { quantity: 0, unit_name: 'kg' } },
		'Row 1, ART-1: the quantity "0" is not more than zero on level 1 of the package description.',
	],
	[
		levels('-6', kilo),
		'Row 1, ART-1: the quantity "-6" is not more than zero on level 1 of the package description.',
	],
	[
		levels(6, { quantity: 'six', unit_name: 'kg' }),
		'Row 1, ART-1: the quantity "six" is not a decimal number on level 2 of the package description.',
	],
	[
		levels(true, kilo),
		'Row 1, ART-1: the quantity "true" is not a decimal number on level 1 of the package description.',
	],
	[
		{ package_description: { quantity: 1.5, unit_name: 'kg' } },
		'Row 1, ART-1: the quantity "1.5" is not a whole number on level 1 of the package description.',
	],
	[
		levels('1.1234567', kilo),
		'Row 1, ART-1: the quantity "1.1234567" has more than 6 decimals on level 1 of the package description.',
	],
	[
		{ package_description: { quantity: 1 } },
		'Row 1, ART-1: the unit is missing on level 1 of the package description.',
	],
	[
		levels(6, { ...kilo, gtin: '5412345000014' }),
		'Row 1, ART-1: the GTIN "5412345000014" has a check digit that is wrong on level 2 of the package description.',
	],
	[
		levels(6, { ...kilo, gtin: '0000000000000' }),
		'Row 1, ART-1: the GTIN "0000000000000" is no GTIN of 8, 12, 13 or 14 digits on level 2 of the package description.',
	],
	[
		levels(6, { ...kilo, gtin: '54123' }),
		'Row 1, ART-1: the GTIN "54123" is no GTIN of 8, 12, 13 or 14 digits on level 2 of the package description.',
	],
	[
		{ customer_number: 'C-43' },
		'Row 1, ART-1: the row is for "C-43", and this is the assortment of "C-42".',
	],
])('says what is wrong with %j', (changes, sentence) => {
	expect(sentences(changes)).toEqual([sentence]);
	expect(check([anArticle(changes)])).toMatchObject({ articles: [], unusable: 1 });
});

test.each([
	[
		{ package_description: { quantity: 33, unit_name: 'bushel' } },
		'Row 1, ART-1: the unit "bushel" on level 1 of the package description is not one that Apicbase documents.',
	],
	[
		{ price_type_code: 1, price_unit: 'bushel' },
		'Row 1, ART-1: the price unit "bushel" is not one that Apicbase documents.',
	],
	[{ price: '0.00' }, 'Row 1, ART-1: the price "0.00" is zero.'],
	...['2', 1.5, '48', '1440', '1 12'].map((lead_time): [Record<string, unknown>, string] => [
		{ lead_time },
		`Row 1, ART-1: the lead time "${lead_time}" is read as seconds; write days and hours like "1 12:00:00".`,
	]),
	[
		{ lead_time: '24:00' },
		'Row 1, ART-1: the lead time "24:00" is read as minutes and seconds; write days and hours like "1 12:00:00".',
	],
])('warns of %j and sends it', (changes, sentence) => {
	const { articles, issues } = check([anArticle(changes)]);
	expect(articles).toHaveLength(1);
	expect(issues).toMatchObject([{ severity: 'warning', message: sentence }]);
});

test.each([
	[{ third_party_id: 4711 }, { third_party_id: '4711' }],
	[{ third_party_id: 1234567890123456 }, { third_party_id: '1234567890123456' }],
	[{ third_party_id: '12E3' }, { third_party_id: '12E3' }],
	[{ name: ' Tomatoes\u00a0' }, { name: 'Tomatoes' }],
	[{ price: '8,95' }, { price: '8.95' }],
	[{ price: '€ 1.250,50' }, { price: '1250.50' }],
	[{ price: '1,250.50 EUR' }, { price: '1250.50' }],
	[{ price: '1 250,50' }, { price: '1250.50' }],
	[{ price: '0,125' }, { price: '0.125' }],
	[{ price: 5.1000000000000005 }, { price: '5.1' }],
	[{ price_type_code: '0' }, { price_type_code: 0 }],
	[
		{ price_type_code: '1.0', price_unit: 'KG' },
		{ price_type_code: 1, price_unit: 'kg' },
	],
	[
		{ price_type_code: 1, price_unit: 'stuks' },
		{ price_type_code: 1, price_unit: 'piece' },
	],
	[{ orderable: 'TRUE' }, { orderable: true }],
	[{ orderable: 0 }, { orderable: false }],
	[{ weighted: 'ja' }, { weighted: true }],
	[{ weighted: 'ONWAAR' }, { weighted: false }],
	[
		{ package_description: { quantity: '6', unit_name: 'KG', gtin: 5412345000013 } },
		{ package_description: { quantity: 6, unit_name: 'kg', gtin: '5412345000013' } },
	],
	[
		{ package_description: { quantity: 33, unit_name: 'cl' } },
		{ package_description: { quantity: 33, unit_name: 'cl' } },
	],
	[{ customer_number: 'C-42' }, {}],
	...['0', '2 00', '2 00:00:00', '00:30:00', '86400'].map(
		(lead_time): [Record<string, unknown>, Record<string, unknown>] => [
			{ lead_time },
			{ lead_time },
		],
	),
])('takes %j for what it plainly means', (changes, sent) => {
	const { articles, issues } = check([anArticle(changes)]);
	expect(issues).toEqual([]);
	expect(articles).toEqual([{ ...anArticle(), ...sent }]);
});

test('takes the false that Odoo writes for an empty cell, except where yes or no is expected', () => {
	const emptyCells = Object.fromEntries(
		columnNames
			.filter((name) => !['third_party_id', 'name', 'size'].includes(name))
			.map((name) => [name, false]),
	);
	const size = '6 x 33 cl';
	expect(check([{ third_party_id: 'ART-1', name: 'Cola', ...emptyCells, size }])).toEqual({
		articles: [
			{
				third_party_id: 'ART-1',
				name: 'Cola',
				orderable: false,
				weighted: false,
				package_description: { quantity: 6, package: { quantity: 33, unit_name: 'cl' } },
			},
		],
		issues: [],
		unusable: 0,
	});
	expect(sentences({ third_party_id: false, name: false, package_description: false })).toEqual([
		'Row 1: the article number is missing.',
		'Row 1: the name is missing.',
		'Row 1: the size of the package is missing.',
	]);
	expect(sentences({ price_type_code: true })).toEqual([
		'Row 1, ART-1: the price type "true" is neither 0 (per package) nor 1 (per unit).',
	]);
});

test.each([false, null, '', ' '])('leaves out of a package what %j says nothing of', (nothing) => {
	const package_description = { ...kilo, gtin: nothing, package: nothing };
	expect(check([anArticle({ package_description })]).articles).toEqual([
		anArticle({ package_description: kilo }),
	]);
});

test.each<[unknown, unknown, boolean]>([
	['1.250', '8,95', true],
	['€ 12.500', '1.250,00', true],
	['1.250', '€ 0,125', true],
	['1.250', '8.95', false],
	['1.250', '1,250.50', false],
	['1.250', '1,250', false],
	[1.125, '8,95', false],
	['0.125', '8,95', false],
	['1.25', '8,95', false],
	['1.2500', '8,95', false],
])('the price %j beside %j can be read in two ways: %p', (price, other, isAmbiguous) => {
	const { issues } = check([
		anArticle({ third_party_id: 'ART-2', price: other }),
		anArticle({ price }),
	]);
	expect(issues.filter(({ row }) => row === 2).map(({ message }) => message)).toEqual(
		isAmbiguous
			? [
					`Row 2, ART-1: the price "${String(price)}" can be read in two ways; write it like "1250.00" or "1.2500".`,
				]
			: [],
	);
});

test.each(['96385074', '036000291452', '5412345000013', '15412345000010'])(
	'takes the GTIN %s',
	(gtin) => {
		expect(sentences({ gtin })).toEqual([]);
	},
);

test.each([
	['33 cl', { quantity: 33, unit_name: 'cl' }],
	['6 x 33 cl', { quantity: 6, package: { quantity: 33, unit_name: 'cl' } }],
	['6x33cl', { quantity: 6, package: { quantity: 33, unit_name: 'cl' } }],
	['6 × 0,75 L', { quantity: 6, package: { quantity: 75, unit_name: 'cl' } }],
	[
		'4 x 6 bottles x 33 cl',
		{ quantity: 4, package: { quantity: 6, package: { quantity: 33, unit_name: 'cl' } } },
	],
	['2,5 kg', { quantity: 2500, unit_name: 'g' }],
	['1.25 litres', { quantity: 125, unit_name: 'cl' }],
	['12 st.', { quantity: 12, unit_name: 'piece' }],
	['1.250 kg', { quantity: 1250, unit_name: 'g' }],
	['6 x 2 dozen', { quantity: 6, package: { quantity: 2, unit_name: 'DZ' } }],
	['5 lb', { quantity: 5, unit_name: 'lb' }],
	['6 x 1 toString', { quantity: 6, package: { quantity: 1, unit_name: 'toString' } }],
	['1 constructor', { quantity: 1, unit_name: 'constructor' }],
	['5 µg', { quantity: 5, unit_name: 'μg' }],
])('reads the size %s', (size, packageDescription) => {
	expect(check([anArticle({ size })]).articles).toEqual([
		anArticle({ package_description: packageDescription }),
	]);
});

test.each([
	'box',
	'6',
	'6 x',
	'x 33 cl',
	'0 x 33 cl',
	'6 x 0 cl',
	'-6 x 33 cl',
	'1,5 st',
	'6 x 33',
	'6 x #10',
	'1.000 g',
	'1,500 ml',
	'1.000 st',
	'1.000 x 5 g',
	'500 g x 12 st',
	'33 cl x 6 st',
	'2 dozen x 6 st',
	'6 x 2 doz. x 6 st',
	'1 Dutzend x 33 cl',
])('says how to write the size %s', (size) => {
	expect(sentences({ size })).toEqual([
		`Row 1, ART-1: the size "${size}" cannot be read; write it like "6 x 33 cl".`,
	]);
});

test.each(['toString', 'hasOwnProperty', 'constructor', '__proto__'])(
	'takes the unit %s for one that Apicbase does not document',
	(unit) => {
		const package_description = { quantity: 1, unit_name: unit };
		const article = anArticle({ price_type_code: 1, price_unit: unit, package_description });
		const { articles, issues } = check([article]);
		expect(articles).toEqual([article]);
		expect(issues.map(({ message }) => message)).toEqual([
			`Row 1, ART-1: the price unit "${unit}" is not one that Apicbase documents.`,
			`Row 1, ART-1: the unit "${unit}" on level 1 of the package description is not one that Apicbase documents.`,
		]);
	},
);

test('builds the package from columns, and sends no column that stands for nothing', () => {
	const row = {
		Nr: 4711,
		Naam: 'Cola',
		Inhoud: '6 x 33 cl',
		Prijs: '8,95',
		EAN: '5412345000013',
		'EAN stuk': '96385074',
		Kostprijs: 4.1,
		extra: { actief: 'WAAR' },
	};
	const columns = {
		third_party_id: 'Nr',
		name: 'Naam',
		size: 'Inhoud',
		price: 'Prijs',
		gtin: 'EAN',
		inner_gtin: 'EAN stuk',
		orderable: 'extra.actief',
	};
	expect(check([row], { columns })).toEqual({
		articles: [
			{
				third_party_id: '4711',
				name: 'Cola',
				price: '8.95',
				orderable: true,
				package_description: {
					quantity: 6,
					gtin: '5412345000013',
					package: { quantity: 33, unit_name: 'cl', gtin: '96385074' },
				},
			},
		],
		issues: [],
		unusable: 0,
	});
	expect(missingColumns([row], { ...columns, brand: 'Merk' })).toEqual(['Merk']);
});

test('sends an article once that stands there twice, however its number is written', () => {
	const rows = [
		anArticle({ third_party_id: '4711' }),
		anArticle(),
		anArticle({ third_party_id: 4711 }),
	];
	const { articles, issues } = check(rows);
	expect(articles).toEqual(rows.slice(0, 2));
	expect(issues).toEqual([
		{
			severity: 'error',
			row: 3,
			articleNumber: '4711',
			field: 'third_party_id',
			message: 'Row 3, 4711: the article number "4711" stands in row 1 too.',
		},
	]);
});

test('names row, article and field of every issue', () => {
	const { articles, issues, unusable } = check([...aLargeAssortment(), 'not an article']);
	expect(articles).toHaveLength(4997);
	expect(unusable).toBe(4);
	expect(issues.map(({ message }) => message)).toEqual([
		...largeAssortmentIssues,
		'Row 5001: this is not an article.',
	]);
});

test.each([
	[0, 10, false],
	[1, 10, false],
	[2, 10, true],
	[1, 9, true],
	[10, 100, false],
	[11, 100, true],
	[997, 1000, true],
])('takes %p unusable rows of %p for a source that was read wrongly: %p', (unusable, rows, is) => {
	expect(isHalfRead({ articles: [], issues: [], unusable }, rows)).toBe(is);
});
