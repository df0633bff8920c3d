/** An article that Apicbase would take, but for what a test overrides. */
export function anArticle(changes: Record<string, unknown> = {}): Record<string, unknown> {
	return {
		third_party_id: 'ART-1',
		name: 'Tomatoes, vine',
		price: '8.950',
		price_type_code: 0,
		orderable: true,
		package_description: {
			quantity: 6,
			package: { quantity: 1, unit_name: 'kg', gtin: '5412345000013' },
		},
		...changes,
	};
}

/** Five thousand articles, three of them bad. */
export function aLargeAssortment(): Array<Record<string, unknown>> {
	const articles = Array.from({ length: 5000 }, (_, index) =>
		anArticle({ third_party_id: `ART-${index + 1}` }),
	);
	articles[8] = anArticle({ third_party_id: 'ART-17' });
	articles[16] = anArticle({ third_party_id: 'ART-9', price: '1.2345' });
	articles[2499] = anArticle({ third_party_id: 'ART-2500', name: '' });
	articles[4999] = anArticle({
		third_party_id: 'ART-5000',
		package_description: { quantity: 6, package: { quantity: 1.5, unit_name: 'kg' } },
	});
	return articles;
}

/** What is to be said about them. */
export const largeAssortmentIssues = [
	'Row 17, ART-9: the price "1.2345" has more than 3 decimals.',
	'Row 2500, ART-2500: the name is missing.',
	'Row 5000, ART-5000: the quantity "1.5" is not a whole number on level 2 of the package description.',
];
