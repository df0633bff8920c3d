/** What a supplier's own token may do. */
export const SUPPLIER_SCOPE = 'supplier';

/** Every scope Apicbase names. https://developers.apicbase.com/reference/scopes */
export const SCOPES: readonly string[] = [
	'accounts',
	'library',
	'inventory',
	'procurement',
	'sales',
	'media',
	SUPPLIER_SCOPE,
];
