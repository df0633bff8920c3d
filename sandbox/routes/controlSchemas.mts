import { FAULT_KINDS } from '../state/faultList.mts';
import { ORDER_STATUSES } from '../state/purchaseOrder.mts';
import { CHOICES, DEFAULT_SWITCHES, DELIVERY_CHOICES } from '../state/switches.mts';

type Schema = Record<string, unknown>;

const TEXT = { type: 'string' };
const TEXT_OR_NULL = { type: ['string', 'null'] };
const COUNT = { type: 'integer', minimum: 0 };
const MODE = switchSchemas(DEFAULT_SWITCHES.delivery, DELIVERY_CHOICES);

const ORDER: Schema = {
	customerNumber: TEXT,
	username: TEXT_OR_NULL,
	remarks: TEXT_OR_NULL,
	expectedDeliveryDate: TEXT_OR_NULL,
	orderedOn: TEXT,
	status: { enum: ORDER_STATUSES },
	overrides: { type: 'object' },
	without: { type: 'array', items: TEXT },
	lines: {
		type: 'array',
		items: closed(
			{
				articleNumber: TEXT,
				quantity: { type: 'number' },
				name: TEXT,
				price: { type: 'string', pattern: '^\\d+(\\.\\d+)?$' },
			},
			['articleNumber', 'quantity'],
		),
	},
};

/** Bodies that the control routes accept; a name nobody knows is refused, so that no typing slip goes unnoticed. */
export const CONTROL_SCHEMAS = {
	switches: closed({
		...switchSchemas(DEFAULT_SWITCHES, CHOICES),
		nextOrigin: TEXT_OR_NULL,
		rateLimitPerMinute: { type: ['integer', 'null'], minimum: 0 },
		delivery: closed(MODE),
	}),
	webhook: closed({
		url: { type: ['string', 'null'], pattern: '^https?://[^/]' },
		secret: TEXT_OR_NULL,
	}),
	order: closed(ORDER),
	placing: closed({ ...ORDER, send: closed({ ...MODE, rawBody: TEXT }) }),
	sending: { ...closed({ ...MODE, rawBody: TEXT }), type: ['object', 'null'] },
	many: closed({ count: COUNT, seed: COUNT, startingAt: TEXT, everyMs: COUNT }, ['count']),
	fault: closed(
		{
			kind: { enum: FAULT_KINDS },
			method: TEXT,
			path: TEXT,
			query: { type: 'object', additionalProperties: TEXT },
			times: { anyOf: [{ type: 'integer', minimum: 1 }, { const: 'always' }] },
			after: COUNT,
			status: { type: 'integer', minimum: 400, maximum: 599 },
			delayMs: COUNT,
			retryAfter: { type: ['string', 'integer', 'null'] },
			location: TEXT,
			item: {},
			count: COUNT,
		},
		['kind'],
	),
};

function closed(properties: Schema, required: string[] = []): Schema {
	return { type: 'object', properties, required, additionalProperties: false };
}

/** A choice takes its words; every other switch takes what its starting value is made of. */
function switchSchemas(defaults: object, choices: Record<string, readonly string[]>): Schema {
	return Object.fromEntries(
		Object.entries(defaults).map(([name, value]: [string, unknown]) => {
			const words = choices[name];
			return [
				name,
				words !== undefined
					? { enum: words }
					: typeof value === 'number'
						? COUNT
						: { type: typeof value },
			];
		}),
	);
}
