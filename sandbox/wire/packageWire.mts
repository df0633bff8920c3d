import type { Article, Customer } from '../seed/catalogue.mts';

/** An article as the customer's package list shows it. https://support.apicbase.com/help/generic-suppliers-api-customer-and-packages */
export function packageWire(customer: Customer, article: Article): Record<string, unknown> {
	return {
		supplier_outlet_id: customer.supplierOutletId,
		package: {
			article: { shared_id: article.articleNumber, name: article.name, brand: article.brand },
			third_party_id: article.articleNumber,
			name: article.name,
			gtin: article.gtin,
			price: article.price,
			price_type_code: 0,
			package_type: article.packageType,
			package_description: describePacking(article),
			orderable: article.orderable,
		},
	};
}

/** Packages nest from the outside in; the innermost holds the unit. */
function describePacking({ packing, gtin }: Article): Record<string, unknown> {
	const [innermost, ...outer] = packing;
	const inside: Record<string, unknown> = {
		quantity: innermost?.quantity,
		unit_name: innermost?.unit,
		gtin: outer.length === 0 ? gtin : null,
	};
	return outer.reduce(
		(held, level, index) => ({
			quantity: level.quantity,
			package: held,
			gtin: index === outer.length - 1 ? gtin : null,
		}),
		inside,
	);
}
