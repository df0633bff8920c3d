import { chooseColumns } from '../../../core/articles/articleColumns.ts';
import { indexArticles } from '../../../core/articles/articleIndex.ts';

describe('the columns of the articles', () => {
	it.each([
		[
			'Odoo',
			{ id: 7, default_code: 'A', list_price: 1, sale_ok: true },
			{ number: 'default_code', price: 'list_price', orderable: 'sale_ok' },
		],
		[
			'Apicbase',
			{ third_party_id: 'A', price: '1', orderable: true },
			{ number: 'third_party_id', price: 'price', orderable: 'orderable' },
		],
		[
			'a sheet',
			{ 'Article Number': 'A', Name: 'x', 'Min-Qty': 1 },
			{ number: 'Article Number', name: 'Name', minimumQuantity: 'Min-Qty' },
		],
		[
			'camel case',
			{ articleNumber: 'A', unitPrice: 1 },
			{ number: 'articleNumber', price: 'unitPrice' },
		],
	])('are found by their usual names: %s', (_origin, row, columns) => {
		expect(chooseColumns([row], {})).toEqual({ ok: true, columns });
	});

	it('are those that people named', () => {
		expect(chooseColumns([{ sku: 'A', ref: 'B' }], { number: ' ref ' })).toEqual({
			ok: true,
			columns: { number: 'ref' },
		});
	});

	it('are looked for in every row', () => {
		expect(chooseColumns([{ name: 'x' }, { sku: 'A' }], {})).toEqual({
			ok: true,
			columns: { number: 'sku', name: 'name' },
		});
	});

	it('are not there: the one that was named, or none that looks like a number', () => {
		expect(chooseColumns([{ sku: 'A' }], { price: 'cost' })).toEqual({
			ok: false,
			column: 'cost',
			present: ['sku'],
		});
		expect(chooseColumns([{ colour: 'red' }], {})).toEqual({
			ok: false,
			column: undefined,
			present: ['colour'],
		});
	});
});

describe('the articles', () => {
	const index = (
		rows: Array<Record<string, unknown>>,
		ignored: Parameters<typeof indexArticles>[2] = [],
	) => indexArticles(rows, { number: 'sku', name: 'name' }, ignored);

	it('are found as text: "007" is not "7", and a number in the list is text too', () => {
		const articles = index([{ sku: 7, name: 'Seven' }]);
		expect([articles.find('7')?.name, articles.find('007')?.name]).toEqual(['Seven', undefined]);
	});

	it('are found by the very number before a number that only resembles it', () => {
		const articles = index(
			[
				{ sku: '007', name: 'Padded' },
				{ sku: '7', name: 'Seven' },
			],
			['leadingZeros'],
		);
		expect(['7', '007', '0007'].map((number) => articles.find(number)?.name)).toEqual([
			'Seven',
			'Padded',
			'Padded',
		]);
	});

	it('keep a number of zeros only', () => {
		expect(index([{ sku: '000', name: 'Zero' }], ['leadingZeros']).find('0')?.name).toBe('Zero');
	});

	it('may have blank or odd cells', () => {
		const articles = index([
			{ sku: null },
			{ sku: ' ' },
			{ sku: { toString: null } },
			{},
			{ sku: ' A ', name: [] },
		]);
		expect([articles.size, articles.find('A')?.name]).toEqual([1, undefined]);
	});

	it.each([false, 'false', 'No', 0, '0', 'nee', 'non', 'nein'])(
		'cannot be ordered when their column says %j',
		(cell) => {
			expect(
				indexArticles([{ sku: 'A', active: cell }], { number: 'sku', orderable: 'active' }).find(
					'A',
				)?.orderable,
			).toBe(false);
		},
	);
});
