/** A place the wholesaler delivers to, under the number the wholesaler gave it. */
export interface Customer {
	customerNumber: string;
	name: string;
	supplierOutletId: string | null;
}

/** What the wholesaler sells. */
export interface Article {
	articleNumber: string;
	name: string;
	brand: string | null;
	/** A decimal with three places. */
	price: string;
	packageType: string;
	/** Unit names from the inside out, with how many of each the next one holds. */
	packing: Array<{ quantity: number; unit: string }>;
	gtin: string | null;
	orderable: boolean;
}

/** A small wholesaler's customers. */
export const CUSTOMERS: readonly Customer[] = [
	{ customerNumber: 'C-42', name: "Bistro L'Été, Ghent", supplierOutletId: null },
	{ customerNumber: 'C-43', name: 'Café Zürich, Antwerp', supplierOutletId: '666' },
	{ customerNumber: 'C-57', name: 'Hotel Smørrebrød, Brussels', supplierOutletId: '666' },
];

/** A small wholesaler's assortment. */
export const ARTICLES: readonly Article[] = [
	article(
		'ART-001',
		'Crème fraîche 30%',
		'Laiterie du Nord',
		'12.500',
		'Box',
		[
			[1, 'l'],
			[6, 'Tub'],
		],
		'5412345000013',
	),
	article('ART-002', 'Tomatoes, vine', null, '8.950', 'Crate', [[5, 'kg']], null),
	article('ART-003', 'Jalapeños, sliced', 'El Niño', '4.275', 'Tin', [[850, 'g']], '5412345000037'),
	article('ART-004', 'Basmati rice', 'Golden Bowl', '21.400', 'Bag', [[10, 'kg']], '5412345000044'),
	article('ART-005', 'Gruyère AOP', 'Käserei Höhe', '33.150', 'Wheel', [[2.5, 'kg']], null),
	article(
		'ART-006',
		'Olive oil, extra virgin',
		'Oliveraie',
		'48.000',
		'Box',
		[
			[500, 'ml'],
			[12, 'Bottle'],
		],
		'5412345000068',
	),
	article(
		'ART-007',
		'Wheat flour T55',
		'Moulin Blanc',
		'14.900',
		'Bag',
		[[25, 'kg']],
		'5412345000075',
	),
	article('ART-008', 'Smoked salmon', 'Fjörd', '27.625', 'Side', [[1.2, 'kg']], null),
	article(
		'ART-009',
		'Pâte feuilletée',
		'Boulangerie Ménard',
		'9.990',
		'Box',
		[
			[320, 'g'],
			[10, 'Sheet'],
		],
		'5412345000099',
	),
	article(
		'ART-010',
		'Sparkling water',
		'Source Claire',
		'6.480',
		'Crate',
		[
			[750, 'ml'],
			[12, 'Bottle'],
		],
		'5412345000105',
	),
	article('ART-011', 'Espresso beans', 'Caffè Più', '17.350', 'Bag', [[1, 'kg']], '5412345000112'),
	{
		...article('ART-012', 'White asparagus', null, '39.000', 'Crate', [[5, 'kg']], null),
		orderable: false,
	},
];

/** An article a customer made up in Apicbase and never linked to the wholesaler's number. */
export const UNLINKED_ARTICLE: Article = article(
	'',
	'Tomatoes',
	null,
	'2.100',
	'Crate',
	[[1, 'kg']],
	null,
);

function article(
	articleNumber: string,
	name: string,
	brand: string | null,
	price: string,
	packageType: string,
	packing: Array<[number, string]>,
	gtin: string | null,
): Article {
	return {
		articleNumber,
		name,
		brand,
		price,
		packageType,
		gtin,
		orderable: true,
		packing: packing.map(([quantity, unit]) => ({ quantity, unit })),
	};
}
