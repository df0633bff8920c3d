/** One address of Apicbase's API, below the base URL. */
export interface Endpoint {
	path: string;
	/** The OAuth2 scope Apicbase asks for: https://developers.apicbase.com/reference/scopes */
	scope: string;
	/** What a 404 there is about, e.g. `customer`; without it, about the address itself. */
	record?: string;
}

const supplier = (path: string): Endpoint => ({
	path: `/api/v2/integrations/suppliers/${path}`,
	scope: 'supplier',
});

/** https://developers.apicbase.com/reference/get-supplier-purchase-orders */
export const orderList = supplier('purchase_orders/');

/** https://support.apicbase.com/help/generic-suppliers-api-customer-and-packages */
export const customerList = supplier('customers/');

/** What one customer may order; printed without a slash at the end on the page above. */
export const customerArticles = (customerNumber: string): Endpoint => ({
	...supplier(`customers/${encodeURIComponent(customerNumber)}/packages`),
	record: 'customer',
});

/** https://developers.apicbase.com/reference/create-assortment-file */
export const assortmentFiles = supplier('files/');

/** Where an order is marked, unless a template says otherwise: https://developers.apicbase.com/reference/mark-purchase-order-as-fetched-or-viewed-1 */
export const orderMarkTemplate = `${orderList.path}{id}`;

/** Whether `{id}` stands in a template, and nothing else in braces. */
export const isMarkTemplate = (template: string): boolean => {
	const placeholders = template.match(/\{[^}]*\}?/g) ?? [];
	return placeholders.length > 0 && placeholders.every((placeholder) => placeholder === '{id}');
};

/** Fills `{id}` into a path. */
export const orderMark = (template: string, orderId: string): Endpoint => ({
	path: `/${template.replace(/^\/+/, '')}`.replaceAll('{id}', () => encodeURIComponent(orderId)),
	scope: 'supplier',
	record: 'order',
});

/** Whether a text can be one part of a path: dots would lead to the address above, half a character cannot be encoded. */
export const fitsInPath = (text: string): boolean => !/^\.{1,2}$|\p{Cs}/u.test(text);
