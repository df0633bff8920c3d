import { Ajv } from 'ajv';

const text = { type: ['string', 'null'] };
const amount = { type: ['string', 'number', 'null'] };
const id = { anyOf: [{ type: 'string', pattern: '\\S' }, { type: 'integer' }] };

/** The order's structure as a JSON schema, compiled: what a user of ajv would write. */
export function ajvStructure(): (order: unknown) => boolean {
	return new Ajv({ allowUnionTypes: true }).compile({
		type: 'object',
		required: ['id', 'order_number', 'packages'],
		properties: {
			id,
			order_number: id,
			status: text,
			ordered_on: text,
			owned_by: { type: ['object', 'null'], properties: { username: text } },
			order_remarks: text,
			expected_delivery_date: text,
			theoretical_price: amount,
			supplier_customer_number: text,
			packages: {
				type: 'array',
				minItems: 1,
				items: {
					type: 'object',
					properties: {
						stock_item: { type: ['object', 'null'], properties: { name: text } },
						supplier_package: {
							type: ['object', 'null'],
							properties: { supplier_article_number: text, theoretical_price_per_package: amount },
						},
						quantity_ordered: amount,
						total_theoretical_price: amount,
					},
				},
			},
		},
	});
}
