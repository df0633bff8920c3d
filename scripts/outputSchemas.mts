import * as z from 'zod/v4-mini';
import type { ArticleIssue } from '../core/assortment/checkAssortment.ts';
import type { LogEntry } from '../core/ledger/logEntry.ts';
import { purchaseOrderSchema } from '../core/order/purchaseOrder.ts';
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

/** The zod schema of an order as JSON Schema; what zod cannot express is found by asking which types it accepts. */
const order = readZod(purchaseOrderSchema);

const sync = object<Sync>({
	externalId: string,
	fingerprint: string,
	source: string,
	receivedAt: string,
	changed: boolean,
	attempt: integer,
	notices: list(string),
	language: string,
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

function readZod(schema: z.ZodMiniType): JsonSchema {
	return simplify(
		z.toJSONSchema(schema, {
			unrepresentable: 'any',
			override: ({ zodSchema, jsonSchema }) => {
				if (zodSchema._zod.def.type !== 'custom') return;
				const samples = { string: 'a', number: 1.5, null: null };
				jsonSchema.type = Object.entries(samples)
					.filter(([, sample]) => z.safeParse(zodSchema, sample).success)
					.map(([type]) => type) as never;
			},
		}) as LooseSchema,
	);
}

type LooseSchema = JsonSchema & { anyOf?: LooseSchema[] };

/** n8n's panel shows the fields of what is an object and nothing else: "object or null" would show none. */
function simplify({ type, properties, items, anyOf }: LooseSchema): JsonSchema {
	if (anyOf !== undefined) {
		const [first, ...others] = anyOf.map(simplify);
		if (first!.properties !== undefined) return first!;
		return { type: [first!.type, ...others.map((other) => other.type)].flat() };
	}
	return {
		type,
		...(properties && {
			properties: Object.fromEntries(
				Object.entries(properties).map(([name, field]) => [name, simplify(field)]),
			),
		}),
		...(items && { items: simplify(items) }),
	};
}
