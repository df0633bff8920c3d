import { lineRules } from '../../../../core/order/rules/allRules.ts';
import { aLine, anOrder } from '../../../support/orders.mts';
import { testRule, type RuleExample } from '../../../support/ruleExample.mts';

/** An order whose second line is Lemons, with what a test changes in that line. */
const withLine = (changes: Parameters<typeof aLine>[0] = {}, order = {}) =>
	anOrder({ packages: [aLine(), aLine({ articleNumber: 'LEM-9', name: 'Lemons', ...changes })], theoretical_price: null, ...order });

const tomatoes = { sku: 'ABC-123', list_price: '2.50' };
const lemons = { sku: 'LEM-9', list_price: '2.50' };
const named = { line: 2, articleNumber: 'LEM-9', articleName: 'Lemons' };

const examples: Record<string, RuleExample> = {
	line_missing_article_number: {
		broken: withLine({ articleNumber: ' ' }),
		issue: {
			path: 'packages.1.supplier_package.supplier_article_number',
			line: 2,
			articleName: 'Lemons',
			message: 'Line 2, Lemons, is missing an article number.',
			fix: "Add your article number to this article's package in Apicbase, then have the order sent again.",
			owner: 'article data',
		},
		said: {
			nl: 'Regel 2, Lemons, heeft geen artikelnummer.',
			fr: "La ligne 2, Lemons, n'a pas de numéro d'article.",
			de: 'Position 2, Lemons, hat keine Artikelnummer.',
		},
		kept: { 'a number of one digit': { order: withLine({ articleNumber: '0' }) } },
	},
	unknown_article: {
		broken: withLine(),
		checks: { articles: [tomatoes, { sku: 'lem-9' }, { sku: 'LEM-90' }] },
		issue: {
			path: 'packages.1.supplier_package.supplier_article_number',
			...named,
			message: 'Line 2, Lemons, has the article number "LEM-9", which is not in the supplier\'s assortment.',
			fix: 'Add the article to your own articles, or correct its number in the assortment you upload to Apicbase.',
			owner: 'article data',
		},
		said: {
			nl: 'Regel 2, Lemons, heeft het artikelnummer "LEM-9", dat niet in het assortiment van de leverancier staat.',
			fr: 'La ligne 2, Lemons, a le numéro d\'article "LEM-9", qui ne figure pas dans l\'assortiment du fournisseur.',
			de: 'Position 2, Lemons, hat die Artikelnummer "LEM-9", die nicht im Sortiment des Lieferanten steht.',
		},
		kept: {
			'the very number': { order: withLine(), checks: { articles: [tomatoes, lemons] } },
			'other case, when that is ignored': { order: withLine(), checks: { articles: [tomatoes, { sku: 'lem-9' }], ignored: ['case'] } },
			'leading zeros, when they are ignored': {
				order: withLine({ articleNumber: '0042' }),
				checks: { articles: [tomatoes, { sku: 42 }], ignored: ['leadingZeros'] },
			},
			'spaces, when they are ignored': {
				order: withLine({ articleNumber: 'LE M- 9' }),
				checks: { articles: [tomatoes, { sku: 'L EM-9' }], ignored: ['spaces'] },
			},
			'no articles to look in': { order: withLine(), checks: {} },
		},
	},
	article_not_orderable: {
		broken: withLine(),
		checks: { articles: [tomatoes, { ...lemons, orderable: false }] },
		issue: {
			path: 'packages.1.supplier_package.supplier_article_number',
			...named,
			message: 'Line 2, Lemons, cannot be ordered at the moment.',
			fix: 'Agree on a replacement with the customer, or make the article orderable again.',
			owner: 'customer',
		},
		said: {
			nl: 'Regel 2, Lemons, kan op dit moment niet besteld worden.',
			fr: 'La ligne 2, Lemons, ne peut pas être commandée pour le moment.',
			de: 'Position 2, Lemons, kann derzeit nicht bestellt werden.',
		},
		kept: {
			'orderable: true': { order: withLine(), checks: { articles: [tomatoes, { ...lemons, orderable: true }] } },
			'nothing said about it': { order: withLine(), checks: { articles: [tomatoes, { ...lemons, orderable: '' }] } },
		},
	},
	article_repeated: {
		broken: withLine({ articleNumber: 'ABC-123', name: 'Tomatoes' }),
		issue: {
			severity: 'warning',
			path: 'packages.1.supplier_package.supplier_article_number',
			line: 2,
			articleNumber: 'ABC-123',
			articleName: 'Tomatoes',
			message: 'Line 2, Tomatoes, orders the same article as line 1.',
			fix: 'Ask the customer whether both lines are meant.',
			owner: 'customer',
		},
		said: {
			nl: 'Regel 2, Tomatoes, bestelt hetzelfde artikel als regel 1.',
			fr: 'La ligne 2, Tomatoes, commande le même article que la ligne 1.',
			de: 'Position 2, Tomatoes, bestellt denselben Artikel wie Position 1.',
		},
		kept: { 'two articles of one name': { order: withLine({ name: 'Tomatoes' }) } },
	},
	line_missing_quantity: {
		broken: withLine({ quantity: null }),
		issue: {
			path: 'packages.1.quantity_ordered',
			...named,
			message: 'Line 2, Lemons, is missing a quantity.',
			fix: 'Ask the customer how many packages they want.',
			owner: 'customer',
		},
		said: {
			nl: 'Regel 2, Lemons, heeft geen aantal.',
			fr: "La ligne 2, Lemons, n'a pas de quantité.",
			de: 'Position 2, Lemons, hat keine Menge.',
		},
		kept: { 'a quantity as text': { order: withLine({ quantity: '4' }) } },
	},
	line_quantity_not_whole: {
		broken: withLine({ quantity: 1.5, total: '3.75' }),
		issue: {
			path: 'packages.1.quantity_ordered',
			...named,
			message: 'Line 2, Lemons, has a quantity of "1.5", which is not a whole number.',
			fix: 'Ask the customer how many whole packages they want.',
			owner: 'customer',
		},
		said: {
			nl: 'Regel 2, Lemons, heeft als aantal "1.5", en dat is geen geheel getal.',
			fr: 'La ligne 2, Lemons, a pour quantité "1.5", qui n\'est pas un nombre entier.',
			de: 'Position 2, Lemons, hat die Menge "1.5", die keine ganze Zahl ist.',
		},
		kept: {
			'a whole number with decimals': { order: withLine({ quantity: '4.000' }) },
			'a whole number in powers of ten': { order: withLine({ quantity: '1e1', total: '25' }) },
		},
	},
	line_quantity_not_positive: {
		broken: withLine({ quantity: 0, total: '0.00' }),
		issue: {
			path: 'packages.1.quantity_ordered',
			...named,
			message: 'Line 2, Lemons, has a quantity of "0", which is not more than zero.',
			fix: 'Ask the customer how many packages they want, or to take the line out.',
			owner: 'customer',
		},
		said: {
			nl: 'Regel 2, Lemons, heeft als aantal "0", en dat is niet meer dan nul.',
			fr: 'La ligne 2, Lemons, a pour quantité "0", qui n\'est pas supérieure à zéro.',
			de: 'Position 2, Lemons, hat die Menge "0", die nicht größer als null ist.',
		},
		kept: { 'one package': { order: withLine({ quantity: 1, total: '2.50' }) } },
	},
	below_minimum_quantity: {
		broken: withLine(),
		checks: { articles: [tomatoes, { ...lemons, min_qty: 5 }] },
		issue: {
			path: 'packages.1.quantity_ordered',
			...named,
			message: 'Line 2, Lemons, has a quantity of 4, below the minimum of 5.',
			fix: 'Ask the customer to order at least the minimum, or to take the line out.',
			owner: 'customer',
		},
		said: {
			nl: 'Regel 2, Lemons, heeft als aantal 4, minder dan het minimum van 5.',
			fr: 'La ligne 2, Lemons, a pour quantité 4, en dessous du minimum de 5.',
			de: 'Position 2, Lemons, hat die Menge 4, weniger als die Mindestmenge von 5.',
		},
		kept: { 'the minimum itself': { order: withLine(), checks: { articles: [tomatoes, { ...lemons, min_qty: '4.0' }] } } },
	},
	not_a_multiple: {
		broken: withLine(),
		checks: { articles: [tomatoes, { ...lemons, order_multiple: 3 }] },
		issue: {
			path: 'packages.1.quantity_ordered',
			...named,
			message: 'Line 2, Lemons, has a quantity of 4, which is not a multiple of 3.',
			fix: 'Ask the customer for a quantity that fills whole packages.',
			owner: 'customer',
		},
		said: {
			nl: 'Regel 2, Lemons, heeft als aantal 4, en dat is geen veelvoud van 3.',
			fr: 'La ligne 2, Lemons, a pour quantité 4, qui n\'est pas un multiple de 3.',
			de: 'Position 2, Lemons, hat die Menge 4, die kein Vielfaches von 3 ist.',
		},
		kept: {
			'the multiple itself': { order: withLine(), checks: { articles: [tomatoes, { ...lemons, order_multiple: 4 }] } },
			'a fraction that fits': { order: withLine(), checks: { articles: [tomatoes, { ...lemons, order_multiple: '0.1' }] } },
			'a multiple of nothing': { order: withLine(), checks: { articles: [tomatoes, { ...lemons, order_multiple: 0 }] } },
		},
	},
	line_price_unreadable: {
		broken: withLine({ price: '2,50' }),
		issue: {
			path: 'packages.1.supplier_package.theoretical_price_per_package',
			...named,
			message: 'Line 2, Lemons, has a price of "2,50", which is not an amount.',
			fix: 'Look up the price of this article in the assortment you upload to Apicbase; if it is right there, ask Apicbase support.',
			owner: 'article data',
		},
		said: {
			nl: 'Regel 2, Lemons, heeft als prijs "2,50", en dat is geen bedrag.',
			fr: 'La ligne 2, Lemons, a pour prix "2,50", qui n\'est pas un montant.',
			de: 'Position 2, Lemons, hat den Preis "2,50", der kein Betrag ist.',
		},
		kept: {
			'a blank price': { order: withLine({ price: ' ' }) },
			'a price in powers of ten': { order: withLine({ price: '0.25e1' }) },
			'a price as a number': { order: withLine({ price: 2.5 }) },
		},
	},
	price_differs: {
		broken: withLine(),
		checks: { articles: [tomatoes, { ...lemons, list_price: '2.55' }], priceTolerancePercent: 1.96 },
		issue: {
			severity: 'warning',
			path: 'packages.1.supplier_package.theoretical_price_per_package',
			...named,
			message: 'Line 2, Lemons, has a price of 2.5 instead of 2.55.',
			fix: 'Upload the current prices to Apicbase, or agree on the price with the customer.',
			owner: 'article data',
		},
		said: {
			nl: 'Regel 2, Lemons, heeft een prijs van 2.5 in plaats van 2.55.',
			fr: 'La ligne 2, Lemons, a un prix de 2.5 au lieu de 2.55.',
			de: 'Position 2, Lemons, hat einen Preis von 2.5 statt 2.55.',
		},
		kept: {
			'the same price written otherwise': { order: withLine(), checks: { articles: [tomatoes, { ...lemons, list_price: 2.5 }] } },
			'exactly the tolerance below': {
				order: withLine(),
				checks: { articles: [tomatoes, { ...lemons, list_price: '3.125' }], priceTolerancePercent: 20 },
			},
			'exactly the tolerance above': {
				order: withLine(),
				checks: { articles: [tomatoes, { ...lemons, list_price: '2' }], priceTolerancePercent: '25' },
			},
			'no price of our own': { order: withLine(), checks: { articles: [tomatoes, { sku: 'LEM-9', list_price: null }] } },
		},
	},
	line_total_unreadable: {
		broken: withLine({ total: 'ten' }),
		issue: {
			path: 'packages.1.total_theoretical_price',
			...named,
			message: 'Line 2, Lemons, has a total of "ten", which is not an amount.',
			fix: 'Ask the customer to place the order again; if it looks the same, ask Apicbase support.',
			owner: 'customer',
		},
		said: {
			nl: 'Regel 2, Lemons, heeft als totaal "ten", en dat is geen bedrag.',
			fr: 'La ligne 2, Lemons, a pour total "ten", qui n\'est pas un montant.',
			de: 'Position 2, Lemons, hat den Positionsbetrag "ten", der kein Betrag ist.',
		},
		kept: { 'no total': { order: withLine({ total: null }) } },
	},
	line_total_differs: {
		broken: withLine({ total: '10.001' }),
		issue: {
			severity: 'warning',
			path: 'packages.1.total_theoretical_price',
			...named,
			message: 'Line 2, Lemons, has a total of 10.001, but 4 × 2.5 is 10.',
			fix: 'Check the line against your own prices before you invoice it.',
			owner: 'article data',
		},
		said: {
			nl: 'Regel 2, Lemons, heeft een totaal van 10.001, maar 4 × 2.5 is 10.',
			fr: 'La ligne 2, Lemons, a un total de 10.001, mais 4 × 2.5 font 10.',
			de: 'Position 2, Lemons, hat einen Betrag von 10.001, aber 4 × 2.5 ergibt 10.',
		},
		kept: {
			'what floating point gets wrong': { order: withLine({ price: '0.1', quantity: 3, total: '0.3' }) },
			'half a cent of rounding': { order: withLine({ price: '0.335', quantity: 1, total: '0.34' }) },
			'fifty digits': {
				order: withLine({ price: `0.${'3'.repeat(50)}`, quantity: 2, total: `0.${'6'.repeat(50)}` }),
			},
		},
	},
};

describe.each(Object.entries(examples))('%s', testRule);

it('has an example of every rule about a line', () => {
	expect(Object.keys(examples).sort()).toEqual(lineRules.map(({ code }) => code).sort());
});
