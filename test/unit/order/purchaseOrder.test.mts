import { toIssue } from '../../../core/messages/issue.ts';
import { parseOrder } from '../../../core/order/purchaseOrder.ts';
import { deepFreeze } from '../../../harness/deepFreeze.mts';
import { aLine, anOrder } from '../../../harness/orders.mts';

const messages = (value: unknown) => {
	const parsed = parseOrder(value);
	return parsed.ok
		? []
		: parsed.issues.map(({ code, path, message }) => `${code} ${path}: ${message}`);
};

const nested = (levels: number): unknown => (levels === 0 ? 1 : { in: nested(levels - 1) });

describe('what is an order', () => {
	it.each([0, 4711, Number.MAX_SAFE_INTEGER])(
		'may bear %d, a number and no text, as article and customer number',
		(number) => {
			const line = aLine({ articleNumber: number });
			const order = anOrder({ supplier_customer_number: number, packages: [line] });
			expect(parseOrder(order)).toEqual({ ok: true, order });
		},
	);

	it.each([-1, 4711.5, Number.MAX_SAFE_INTEGER + 1, true])(
		'does not bear %s as article and customer number, which is no number of either',
		(number) => {
			const line = aLine({ articleNumber: number });
			const order = anOrder({ supplier_customer_number: number, packages: [line] });
			expect(messages(order)).toEqual([
				'field_unreadable packages.0.supplier_package.supplier_article_number: Line 1, Tomatoes, has an article number that cannot be read.',
				'field_unreadable supplier_customer_number: The customer number cannot be read.',
			]);
		},
	);

	it('has an id and an order number that can be seen', () => {
		expect(messages(anOrder({ id: '\u200b', order_number: '\u2800' }))).toEqual([
			'order_missing_id id: The order has no id.',
			'order_missing_order_number order_number: The order has no order number.',
		]);
	});

	it('has ids as text, and everything else as it came', () => {
		expect(parseOrder(anOrder({ id: 7, order_number: 8, more: [1] }))).toEqual({
			ok: true,
			order: anOrder({ id: '7', order_number: '8', more: [1] }),
		});
	});

	it.each([
		'status',
		'ordered_on',
		'owned_by',
		'order_remarks',
		'expected_delivery_date',
		'theoretical_price',
		'supplier_customer_number',
	])('may lack %s', (field) => {
		expect([
			messages(anOrder({ [field]: null })),
			messages(anOrder({ [field]: undefined })),
		]).toEqual([[], []]);
	});

	it('may have a field of any name, in a frozen item too', () => {
		const fields = JSON.parse('{"__proto__":{"":0},"":1,"constructor":2}') as object;
		const order = { ...anOrder(), ...fields };
		deepFreeze(order);
		expect(parseOrder(order)).toEqual({ ok: true, order });
	});

	it('may carry unknown fields up to 64 levels deep', () => {
		expect(messages(anOrder({ more: nested(63) }))).toEqual([]);
	});
});

describe('what is not an order', () => {
	it.each([undefined, null, 7, 'order', [], [anOrder()], true])('%j', (value) => {
		expect(messages(value)).toEqual(['order_unreadable : This is not an order.']);
	});

	it('says all that is missing, each once', () => {
		expect(messages({ id: ' ' })).toEqual([
			'order_missing_id id: The order has no id.',
			'order_missing_order_number order_number: The order has no order number.',
			'order_without_lines packages: The order has no lines.',
		]);
	});

	it('says which field has another type', () => {
		const order = anOrder({
			order_remarks: 7,
			packages: [aLine({ price: {} }), 'line', { ...aLine(), stock_item: 'Tomatoes' }],
		});
		expect(messages(order)).toEqual([
			'field_unreadable order_remarks: The remarks cannot be read.',
			'field_unreadable packages.0.supplier_package.theoretical_price_per_package: Line 1, Tomatoes, has a price that cannot be read.',
			'field_unreadable packages.1: Line 2 cannot be read.',
			'field_unreadable packages.2.stock_item: Line 3, ABC-123, has an article name that cannot be read.',
		]);
		expect(messages(anOrder({ packages: {} }))).toEqual([
			"field_unreadable packages: The order's lines cannot be read.",
		]);
	});

	it.each<[string, unknown, string]>([
		['id', {}, 'The id cannot be read.'],
		['id', 1.5, 'The id cannot be read.'],
		['order_number', [], 'The order number cannot be read.'],
		['status', 7, 'The status cannot be read.'],
		['ordered_on', 1, 'The order date cannot be read.'],
		['owned_by', 'chef', 'The buyer cannot be read.'],
		['owned_by.username', { username: 7 }, 'The buyer cannot be read.'],
		['order_remarks', {}, 'The remarks cannot be read.'],
		['expected_delivery_date', 0, 'The delivery date cannot be read.'],
		['theoretical_price', Number.NaN, 'The order total cannot be read.'],
		['supplier_customer_number', false, 'The customer number cannot be read.'],
	])('has a %s that is %j', (path, value, message) => {
		const [field = ''] = path.split('.');
		expect(messages(anOrder({ [field]: value }))).toEqual([`field_unreadable ${path}: ${message}`]);
	});

	it.each<[string, object, string]>([
		['stock_item', { stock_item: [] }, 'an article name'],
		['stock_item.name', { stock_item: { name: 7 } }, 'an article name'],
		['supplier_package', { supplier_package: 'box' }, 'a package'],
		[
			'supplier_package.supplier_article_number',
			{ supplier_package: { supplier_article_number: {} } },
			'an article number',
		],
		[
			'supplier_package.theoretical_price_per_package',
			{ supplier_package: { theoretical_price_per_package: true } },
			'a price',
		],
		['quantity_ordered', { quantity_ordered: {} }, 'a quantity'],
		[
			'total_theoretical_price',
			{ total_theoretical_price: Number.POSITIVE_INFINITY },
			'a line total',
		],
	])('has a line whose %s is of another type', (path, changes, named) => {
		const found = messages(anOrder({ packages: [aLine(), { ...aLine(), ...changes }] }));
		expect(found).toEqual([expect.stringContaining(`field_unreadable packages.1.${path}: Line 2`)]);
		expect(found[0]).toMatch(new RegExp(` has ${named} that cannot be read\\.$`));
	});

	it('says where, what and who', () => {
		const parsed = parseOrder(anOrder({ packages: [] }));
		expect(parsed.ok ? [] : parsed.issues.map(toIssue)).toEqual([
			{
				code: 'order_without_lines',
				severity: 'error',
				path: 'packages',
				line: null,
				articleNumber: null,
				articleName: null,
				message: 'The order has no lines.',
				fix: 'Ask the customer to place the order again in Apicbase; if that does not help, contact Apicbase support.',
				owner: 'customer',
			},
		]);
	});

	it.each([65, 100_000])('is nested %i levels deep', (levels) => {
		const order = JSON.parse(
			JSON.stringify(anOrder()).replace(
				/}$/,
				`,"more":${'['.repeat(levels)}${']'.repeat(levels)}}`,
			),
		) as unknown;
		expect(messages(order)).toEqual([
			'order_nested_too_deeply : The order is nested more than 64 levels deep.',
		]);
	});
});
