import type { ArticleIssue } from '../core/assortment/checkAssortment.ts';
import type { LogEntry } from '../core/ledger/logEntry.ts';
import type { OrderLine, PurchaseOrder } from '../core/order/purchaseOrder.ts';
import type { Sync } from '../core/order/sync.ts';
import type { ValidatedLine } from '../core/validation/handedOn.ts';
import type { Issue } from '../core/messages/issue.ts';
import type { Validation } from '../core/validation/validation.ts';

export interface JsonSchema {
	type: string | string[];
	properties?: Record<string, JsonSchema>;
	items?: JsonSchema;
}

/** One schema a field, so that a field which is added, renamed or dropped does not compile. */
type Fields<Item> = { [Name in keyof Required<Item>]: JsonSchema };

const string = { type: 'string' };
const integer = { type: 'integer' };
const boolean = { type: 'boolean' };
const optional = (schema: JsonSchema): JsonSchema => ({ type: [schema.type, 'null'].flat() });
const object = <Item,>(properties: Fields<Item>): JsonSchema => ({ type: 'object', properties });
const list = (items: JsonSchema): JsonSchema => ({ type: 'array', items });
/** A row of the supplier's own table, with columns of the supplier's; `null` where none matched. */
const row: JsonSchema = { type: 'object', properties: {} };

const amount: JsonSchema = { type: ['string', 'number', 'null'] };
const code: JsonSchema = { type: ['string', 'integer', 'null'] };

const orderLine = object<OrderLine>({
	stock_item: object<NonNullable<OrderLine['stock_item']>>({ name: optional(string) }),
	supplier_package: object<NonNullable<OrderLine['supplier_package']>>({
		supplier_article_number: code,
		theoretical_price_per_package: amount,
	}),
	quantity_ordered: amount,
	total_theoretical_price: amount,
});

const order = object<PurchaseOrder>({
	id: string,
	order_number: string,
	status: optional(string),
	ordered_on: optional(string),
	owned_by: object<NonNullable<PurchaseOrder['owned_by']>>({ username: optional(string) }),
	order_remarks: optional(string),
	packages: list(orderLine),
	expected_delivery_date: optional(string),
	theoretical_price: amount,
	supplier_customer_number: code,
});

const sync = object<Sync>({
	externalId: string,
	fingerprint: string,
	source: string,
	receivedAt: string,
	changed: boolean,
	attempt: integer,
	notices: list(string),
});

const validatedLine = object<ValidatedLine>({
	line: integer,
	articleNumber: optional(string),
	articleName: optional(string),
	quantity: { type: ['number', 'string', 'null'] },
	unitPrice: optional(string),
	total: optional(string),
	article: row,
});

const validation = object<Validation>({
	valid: boolean,
	errors: integer,
	warnings: integer,
	summary: string,
	staffMessage: string,
	staffMessageHtml: string,
	customerMessage: string,
	customerMessageHtml: string,
	deliveryDate: optional(string),
	customer: row,
	lines: list(validatedLine),
	issues: list(
		object<Issue>({
			code: string,
			severity: string,
			path: string,
			line: optional(integer),
			articleNumber: optional(string),
			articleName: optional(string),
			message: string,
			fix: string,
			owner: string,
		}),
	),
	language: string,
	customerIssues: list(
		object<Validation['customerIssues'][number]>({ code: string, message: string }),
	),
});

const logEntry = object<LogEntry>({
	externalId: string,
	orderNumber: optional(string),
	localId: optional(string),
	direction: string,
	timestamp: string,
	requestStatus: string,
	responseSummary: string,
	errorMessage: optional(string),
	retryCount: integer,
	outcome: string,
});

const marked = (mark: string): JsonSchema => ({
	type: 'object',
	properties: { id: string, [mark]: boolean },
});
const orderItem: JsonSchema = { type: 'object', properties: { ...order.properties, sync } };
const ledgerItem: JsonSchema = {
	type: 'object',
	properties: { logEntry, ...orderItem.properties },
};

/**
 * What each operation puts out, by the path below `__schema__` where n8n looks for it
 * (n8n-core, nodes-loader/output-schema-resolver). Nodes without a resource share one file a version: version 1 is Order
 * Validation, version 2 the Apicbase Trigger.
 */
export const outputSchemas: Readonly<Record<string, JsonSchema>> = {
	'v1.0.0': { type: 'object', properties: { validation, ...orderItem.properties } },
	'v2.0.0': orderItem,
	'v1.0.0/order/get': orderItem,
	'v1.0.0/order/getAll': orderItem,
	'v1.0.0/order/markFetched': marked('fetched_by_supplier'),
	'v1.0.0/order/markViewed': marked('viewed_by_supplier'),
	'v1.0.0/customer/getAll': {
		type: 'object',
		properties: { customer_number: string, supplier_outlet_id: optional(string) },
	},
	'v1.0.0/article/getAll': {
		type: 'object',
		properties: {
			supplier_outlet_id: optional(string),
			package: {
				type: 'object',
				properties: {
					third_party_id: string,
					name: string,
					price: string,
					price_type_code: integer,
					orderable: boolean,
					package_description: {
						type: 'object',
						properties: {
							quantity: { type: 'number' },
							unit_name: string,
							gtin: optional(string),
						},
					},
				},
			},
		},
	},
	'v1.0.0/article/upload': {
		type: 'object',
		properties: {
			customerNumber: string,
			sent: integer,
			leftOut: integer,
			issues: list(
				object<ArticleIssue>({
					severity: string,
					row: integer,
					articleNumber: optional(string),
					field: string,
					message: string,
				}),
			),
			apicbase: row,
		},
	},
	'v1.0.0/answer/accept': orderItem,
	'v1.0.0/answer/refuse': orderItem,
	'v1.0.0/ledger/claim': ledgerItem,
	'v1.0.0/ledger/complete': ledgerItem,
	'v1.0.0/ledger/release': ledgerItem,
	'v1.0.0/ledger/forget': ledgerItem,
};
