import { linePriceUnreadable } from '../../../../core/validation/rules/linePriceUnreadable.ts';
import { named, withLine } from '../../../../harness/lemonLine.mts';
import { testRule } from '../../../../harness/ruleExample.mts';

testRule(linePriceUnreadable, {
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
});
