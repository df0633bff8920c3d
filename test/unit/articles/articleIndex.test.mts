import { amountOf } from '../../../core/amount.ts';
import { indexArticles } from '../../../core/articles/articleIndex.ts';
import type { Row } from '../../../core/articles/cells.ts';
import type { IgnorableDifference } from '../../../core/articles/codes.ts';
import { chooseColumns } from '../../../core/articles/columns.ts';
import { firstDifference } from '../../../core/articles/lookalikes.ts';

/** The index of rows whose columns have their usual names. */
function index(rows: Row[], ignored: IgnorableDifference[] = [], named = {}) {
	const chosen = chooseColumns(rows, named);
	if (!chosen.ok) throw new Error(chosen.problem);
	return indexArticles(rows, chosen.columns, ignored);
}

/** What a look-up gives: the name of the article that was found, or the kind of match. */
function look(rows: Row[], numbers: string[], ignored: IgnorableDifference[] = []) {
	const articles = index(rows, ignored);
	return numbers.map((number) => {
		const match = articles.find(number);
		return match.kind === 'found' ? (match.row.name ?? 'found') : match.kind;
	});
}

describe('the articles', () => {
	it('are found as text: "007" is not "7", and a number in the list is text too', () => {
		expect(look([{ sku: 7, name: 'Seven' }], ['7', '007'])).toEqual(['Seven', 'unknown']);
	});

	it('are found by the very number before a number that only resembles it', () => {
		const rows = [
			{ sku: '007', name: 'Padded' },
			{ sku: '7', name: 'Seven' },
		];
		expect(look(rows, ['7', '007', '0007'], ['leadingZeros'])).toEqual([
			'Seven',
			'Padded',
			'ambiguous',
		]);
	});

	it('keep a number of zeros only', () => {
		expect(look([{ sku: '000', name: 'Zero' }], ['0'], ['leadingZeros'])).toEqual(['Zero']);
	});

	it('may have blank or odd cells', () => {
		const articles = index([
			{ sku: null },
			{ sku: ' ' },
			{ sku: '\u200b\u00a0\ufeff' },
			{ sku: false },
			{ sku: { toString: null } },
			{},
			{ sku: ' A ', name: [] },
		]);
		expect([articles.size, articles.find('A')]).toEqual([
			1,
			{ kind: 'found', row: expect.objectContaining({ number: 'A', name: undefined }) as unknown },
		]);
	});

	it.each([
		['a zero-width space', 'ABC\u200b-123'],
		['a soft hyphen', 'ABC\u00ad-123'],
		['a word joiner', 'ABC\u2060-123'],
		['a zero-width joiner', 'ABC-\u200d123'],
		['direction marks', '\u202aABC-123\u202c\u200e'],
		['a byte order mark', '\ufeffABC-123'],
		['a no-break space at the end', 'ABC-123\u00a0'],
		['a no-break space inside', 'ABC\u00a0-123'],
		['blanks of every kind around it', '\t\u2003ABC-123\r\n'],
	])('are found whatever cannot be seen: %s', (_what, written) => {
		expect(look([{ sku: 'ABC-123' }], [written])).toEqual(['found']);
		expect(look([{ sku: written }], ['ABC-123'])).toEqual(['found']);
	});

	it('take a no-break space for a space as well', () => {
		expect(look([{ sku: 'ABC 123' }], ['ABC\u00a0123'])).toEqual(['found']);
		expect(look([{ sku: 'ABC\u202f123' }], ['ABC 123'])).toEqual(['found']);
	});

	it('are found in any Unicode form', () => {
		expect(look([{ sku: 'cafe\u0301' }], ['caf\u00e9'])).toEqual(['found']);
		expect(look([{ sku: 'caf\u00e9' }], ['cafe\u0301'])).toEqual(['found']);
	});

	it('are not found by a number that differs in what can be seen', () => {
		expect(look([{ sku: 'ABC-123' }], ['abc-123', 'ABC 123', 'ABC123', '\u0410BC-123'])).toEqual([
			'unknown',
			'unknown',
			'unknown',
			'unknown',
		]);
	});

	it('are found without what the user wants ignored', () => {
		expect(look([{ sku: 'abc 0123' }], ['ABC0123', 'A B C 0123'], ['case', 'spaces'])).toEqual([
			'found',
			'found',
		]);
		expect(look([{ sku: '00STRASSE' }], ['stra\u00dfe'], ['case', 'leadingZeros'])).toEqual([
			'found',
		]);
	});
});

describe('two rows under one number', () => {
	it.each<[string, Row[], string]>([
		['are one article when they are alike', [{ sku: 'A' }, { sku: 'A ' }], 'found'],
		[
			'are one article when they differ in what is not used',
			[
				{ sku: 'A', shelf: 1 },
				{ sku: 'A', shelf: 2 },
			],
			'found',
		],
		[
			'are one article when their prices are written otherwise',
			[
				{ sku: 'A', price: '2.5' },
				{ sku: 'A', price: 2.5 },
			],
			'found',
		],
		[
			'are ambiguous when their prices differ',
			[
				{ sku: 'A', price: '2.5' },
				{ sku: 'A', price: '2.6' },
			],
			'ambiguous',
		],
		[
			'are ambiguous when one has no price',
			[{ sku: 'A', price: '2.5' }, { sku: 'A' }],
			'ambiguous',
		],
		[
			'are ambiguous when their minimum quantities differ',
			[
				{ sku: 'A', moq: 1 },
				{ sku: 'A', moq: 2 },
			],
			'ambiguous',
		],
		[
			'are ambiguous when they have other names',
			[
				{ sku: 'A', name: 'Apples' },
				{ sku: 'A', name: 'Pears' },
			],
			'ambiguous',
		],
	])('%s', (_what, rows, kind) => {
		expect(index(rows).find('A').kind).toBe(kind);
		expect(index([...rows].reverse()).find('A').kind).toBe(kind);
	});

	it('are the same one whatever their order, also when they differ in what no rule compares', () => {
		const rows = [9, 10n, 8].map((id) => ({ sku: 'A', id }));
		const idOf = (list: Row[]) => {
			const match = index(list).find('A');
			return match.kind === 'found' && match.row.row.id;
		};
		expect([idOf(rows), idOf([...rows].reverse())]).toEqual([10n, 10n]);
	});

	it('are the one that can be ordered, whatever their order', () => {
		const rows = [
			{ sku: 'A', name: 'Old', active: false, price: '1' },
			{ sku: 'A', name: 'Sold', active: true, price: '2' },
		];
		expect([look(rows, ['A']), look([...rows].reverse(), ['A'])]).toEqual([['Sold'], ['Sold']]);
	});

	it('are the one that can be ordered, also when only ignored differences tell them apart', () => {
		const rows = [
			{ sku: '007', name: 'Old', active: false },
			{ sku: '7', name: 'Sold', active: true },
		];
		expect(look(rows, ['007', '7', '07'], ['leadingZeros'])).toEqual(['Sold', 'Sold', 'Sold']);
	});
});

describe('an article', () => {
	it.each<[Row]>([
		[{ active: false }],
		[{ active: 'false' }],
		[{ orderable: 'No' }],
		[{ orderable: 0 }],
		[{ orderable: '0' }],
		[{ orderable: '0.0' }],
		[{ orderable: 'nee' }],
		[{ orderable: 'non' }],
		[{ orderable: 'nein' }],
		[{ orderable: 'FAUX' }],
		[{ orderable: 'FALSCH' }],
		[{ orderable: 'ONWAAR' }],
		[{ active: 'inactief' }],
		[{ blocked: true }],
		[{ Blocked: 'Yes' }],
		[{ blocked: 'WAHR' }],
		[{ blocked: 'All' }],
		[{ disabled: 1 }],
		[{ active: true, sale_ok: false }],
		[{ active: false, sale_ok: true }],
	])('cannot be ordered when its columns say %j', (row) => {
		expect(index([{ sku: 'A', ...row }]).find('A')).toMatchObject({ row: { orderable: false } });
	});

	it.each<[Row]>([
		[{ active: true }],
		[{ active: null }],
		[{ active: '' }],
		[{ orderable: 'VRAI' }],
		[{ orderable: 'WAAR' }],
		[{ blocked: false }],
		[{ blocked: '' }],
		[{ blocked: '_x0020_' }],
		[{ blocked: 'FALSCH' }],
		[{ disabled: 0 }],
		[{ disabled: '0' }],
		[{ active: true, sale_ok: true, blocked: false }],
	])('can be ordered when its columns say %j', (row) => {
		expect(index([{ sku: 'A', ...row }]).find('A')).toMatchObject({ row: { orderable: true } });
	});

	it.each([
		['Gesperrt', 'ja'],
		['geblokkeerd', 1],
		['Bloqué', 'oui'],
		['discontinued', 'x'],
	])('is not sold when the column %j, which the user named, says %j', (column, cell) => {
		const rows = [{ sku: 'A', [column]: cell }];
		expect(index(rows, [], { orderable: column }).find('A')).toMatchObject({
			row: { orderable: false },
		});
	});

	it('has empty cells where Odoo writes false', () => {
		expect(
			index([
				{ default_code: false, name: 'X' },
				{ default_code: 'A', name: false, list_price: false },
			]).find('A'),
		).toMatchObject({ row: { name: undefined, price: undefined } });
	});
});

it.each<[unknown, number]>([
	['8,95', 8.95],
	['1.250,50', 1250.5],
	['1,250.50', 1250.5],
	['€ 2.50', 2.5],
	['1 250,50', 1250.5],
])('a price of %j is read as people write it', (written, price) => {
	const match = index([{ sku: 'A', price: written }]).find('A');
	expect(match.kind === 'found' && match.row.price?.value).toEqual(amountOf(price));
});

it('a price that can be read in two ways is not read at all', () => {
	expect(index([{ sku: 'A', price: '1,250' }]).unreadable).toEqual([
		{ articleNumber: 'A', written: '1,250' },
	]);
});

it('a price of 1.250 beside others such as 8,95 is not read either', () => {
	const rows = [
		{ sku: 'A', price: '1.250', moq: '1.000' },
		{ sku: 'B', price: '8,95', moq: '2' },
		{ sku: 'C', price: '1.250,00', moq: '2.5' },
	];
	expect(index(rows).unreadable).toEqual([{ articleNumber: 'A', written: '1.250' }]);
	expect(index(rows.slice(0, 1)).unreadable).toEqual([]);
});

it.each<[Row, boolean]>([
	[{ Actief: 'nee' }, false],
	[{ Actif: 'non' }, false],
	[{ Bestelbaar: 'ja' }, true],
	[{ Geblokkeerd: 'ja' }, false],
	[{ Geblokkeerd: 'nee' }, true],
	[{ Gesperrt: 'x' }, false],
	[{ Bloqué: 'oui' }, false],
	[{ enabled: 'f' }, false],
])('columns of four languages tell what can be ordered: %j', (flags, orderable) => {
	const match = index([{ sku: 'A', ...flags }]).find('A');
	expect(match.kind === 'found' && match.row.orderable).toBe(orderable);
});

it.each<[string, unknown, boolean]>([
	['Niet bestelbaar', 'ja', false],
	['Niet bestelbaar', 'nee', true],
	['Désactivé', 'oui', false],
	['Nicht bestellbar', 'WAHR', false],
	['Non commandable', 'FAUX', true],
	['Out of stock', 'yes', false],
	['is_deleted', 'f', true],
	['status', 'Not active', false],
	['status', 'out of stock', false],
	['status', 'Sold out', false],
	['status', 'uitverkocht', false],
	['status', 'vergriffen', false],
	['status', 'Épuisé', false],
	['status', 'on hold', false],
	['status', 'nicht lieferbar', false],
	['status', 'niet meer leverbaar', false],
	['status', 'Plus disponible', false],
	['status', 'End of life', false],
	['status', '❌', false],
	['status', 'unblocked', true],
	['stock', '0,00', false],
	['stock', '12,5', true],
	['unblocked', 'yes', true],
	['unblocked', 'no', false],
	['Not Blocked', 'yes', true],
	['niet geblokkeerd', 'nee', false],
	['Nicht gesperrt', 'ja', true],
	['Non archivé', 'non', false],
	['Not discontinued', 'x', true],
	['Niet meer leverbaar', 'ja', false],
	['archived', new Date(0), false],
	['archived', [], true],
	['blocked', Buffer.from([1]), false],
	['blocked', Buffer.from([0]), true],
	['active', Buffer.from([0]), false],
	['active', Buffer.from([0]).toJSON(), false],
	['active', Buffer.from([1]), true],
])('a column %j that was named, with %j in it', (orderableColumn, cell, orderable) => {
	const rows = [{ sku: 'A', [orderableColumn]: cell }];
	const match = index(rows, [], { orderable: orderableColumn }).find('A');
	expect(match.kind === 'found' && match.row.orderable).toBe(orderable);
});

it.each<[unknown, string]>([
	['n/a', 'n/a'],
	['#N/A', '#N/A'],
	[-1, '-1'],
	[[7, 'Sold'], 'object'],
])('an article whose flag says %j counts as orderable, and that is told', (cell, written) => {
	const articles = index([{ sku: 'A', status: cell }], [], { orderable: 'status' });
	expect(articles.find('A')).toMatchObject({ row: { orderable: true } });
	expect(articles.unclear).toEqual([{ articleNumber: 'A', column: 'status', written }]);
});

it('the order of the rows does not decide between two that differ in a nested cell only', () => {
	const rows = [2, 1].map((id) => ({ sku: 'A', unit: { id } }));
	const unitOf = (list: Row[]) => {
		const match = index(list).find('A');
		return match.kind === 'found' && match.row.row.unit;
	};
	expect(unitOf(rows)).toEqual({ id: 1 });
	expect(unitOf([...rows].reverse())).toEqual({ id: 1 });
});

it('a number without its leading zeros is not said to hold other digits', () => {
	expect(firstDifference('00123', '123')?.isVisible).toBe(true);
	expect(firstDifference('AO1', 'A01')?.isVisible).toBe(false);
});
