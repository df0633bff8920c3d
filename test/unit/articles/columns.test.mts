import { chooseColumns, chooseCustomerColumns } from '../../../core/articles/columns.ts';

describe('the columns of the articles', () => {
	it.each([
		[
			'Odoo',
			{ id: 7, default_code: 'A', list_price: 1, active: true, sale_ok: true },
			{ number: 'default_code', price: 'list_price', orderable: ['sale_ok', 'active'] },
		],
		[
			'Business Central',
			{ number: 'A', displayName: 'x', unitPrice: 1, blocked: false },
			{ number: 'number', name: 'displayName', price: 'unitPrice', orderable: ['blocked'] },
		],
		[
			'ERPNext',
			{ item_code: 'A', item_name: 'x', standard_rate: 1, disabled: 0 },
			{ number: 'item_code', name: 'item_name', price: 'standard_rate', orderable: ['disabled'] },
		],
		[
			'Apicbase',
			{ third_party_id: 'A', price: '1', orderable: true },
			{ number: 'third_party_id', price: 'price', orderable: ['orderable'] },
		],
		[
			'a sheet with a byte order mark and blanks in its headers',
			{ '\ufeffArticle Number': 'A', ' Name ': 'x', 'Min-Qty': 1 },
			{
				number: '\ufeffArticle Number',
				name: ' Name ',
				minimumQuantity: 'Min-Qty',
				orderable: [],
			},
		],
		[
			'a French sheet',
			{ "Numéro d'article": 'A', Désignation: 'x', 'Prix unitaire': 1, Bloqué: 'FAUX' },
			{
				number: "Numéro d'article",
				name: 'Désignation',
				price: 'Prix unitaire',
				orderable: ['Bloqué'],
			},
		],
		[
			'a German sheet',
			{ 'Artikel-Nr.': 'A', Bezeichnung: 'x', Einzelpreis: 1, Verfügbar: 'ja', Lieferbar: 'ja' },
			{
				number: 'Artikel-Nr.',
				name: 'Bezeichnung',
				price: 'Einzelpreis',
				orderable: ['Lieferbar', 'Verfügbar'],
			},
		],
		[
			'a Dutch sheet',
			{ Artikelnr: 'A', Omschrijving: 'x', Verkoopprijs: 1, Leverbaar: 'nee' },
			{
				number: 'Artikelnr',
				name: 'Omschrijving',
				price: 'Verkoopprijs',
				orderable: ['Leverbaar'],
			},
		],
	])('are found by their usual names: %s', (_origin, row, columns) => {
		expect(chooseColumns([row], {})).toEqual({ ok: true, columns, empty: [] });
	});

	it.each([
		['as people see it', ' ref '],
		['with a byte order mark', '\ufeffref'],
	])('are those that people named: %s', (_how, name) => {
		expect(chooseColumns([{ sku: 'A', ref: 'B' }], { number: name })).toEqual({
			ok: true,
			columns: { number: 'ref', orderable: [] },
			empty: [],
		});
		expect(chooseColumns([{ sku: 'A', [name]: 'B' }], { number: 'ref' })).toEqual({
			ok: true,
			columns: { number: name, orderable: [] },
			empty: [],
		});
	});

	it('are looked for in every row', () => {
		expect(chooseColumns([{ name: 'x' }, { sku: 'A' }], {})).toEqual({
			ok: true,
			columns: { number: 'sku', name: 'name', orderable: [] },
			empty: [],
		});
	});

	it('are guessed among those that are filled', () => {
		expect(chooseColumns([{ sku: '', default_code: 'A', price: null, list_price: 2 }], {})).toEqual(
			{
				ok: true,
				columns: { number: 'default_code', price: 'list_price', orderable: [] },
				empty: [],
			},
		);
	});

	it('cannot be used: one that was named is not there', () => {
		expect(chooseColumns([{ sku: 'A' }], { price: 'cost' })).toEqual({
			ok: false,
			problem: 'column_missing',
			column: 'cost',
			lookalike: undefined,
			present: ['sku'],
		});
	});

	it('cannot be used: one that was named only looks like one that is there', () => {
		expect(chooseColumns([{ sku: 'A', price: 1 }], { price: '\u0440rice' })).toMatchObject({
			problem: 'column_missing',
			lookalike: { column: 'price', has: '"\u0440" (U+0440)', instead: '"p"' },
		});
	});

	it('cannot be used: none looks like a number', () => {
		expect(chooseColumns([{ colour: 'red' }], {})).toEqual({
			ok: false,
			problem: 'no_number_column',
			present: ['colour'],
		});
	});

	it.each([
		['named', { number: 'sku' }],
		['found', {}],
	])('cannot be used: the number column that was %s is blank in every row', (_how, named) => {
		expect(chooseColumns([{ sku: '' }, { sku: '\u200b' }, { sku: null }], named)).toEqual({
			ok: false,
			problem: 'number_column_blank',
			column: 'sku',
			present: ['sku'],
		});
	});
});

it('says that the column that was named under Orderable is empty in every row', () => {
	expect(chooseColumns([{ sku: 'A', for_sale: '' }], { orderable: 'for_sale' })).toEqual({
		ok: true,
		columns: { number: 'sku', orderable: ['for_sale'] },
		empty: ['for_sale'],
	});
});

it('finds the columns of customers', () => {
	expect(chooseCustomerColumns([{ id: 1, ref: 'C-1', name: 'Bistro', active: true }], {})).toEqual({
		ok: true,
		columns: { number: 'ref', name: 'name', active: ['active'] },
		empty: [],
	});
});
