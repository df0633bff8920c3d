/** The columns that examples/order-book.workflow.json writes. */
export const orderBookColumns = {
	externalId: 'string',
	orderNumber: 'string',
	customerNumber: 'string',
	deliveryDate: 'string',
	total: 'string',
	lines: 'number',
	changed: 'boolean',
} as const;
