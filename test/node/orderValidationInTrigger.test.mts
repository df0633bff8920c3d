import { createHmac } from 'node:crypto';
import { getGlobalState, setGlobalState, type IDataObject } from 'n8n-workflow';
import { aLine, anOrder } from '../../harness/orders.mts';
import { serveTrigger, type TriggerServer } from '../../harness/triggerServer.mts';

const clientSecret = 'client-secret-of-the-supplier';
const servers: TriggerServer[] = [];

async function send(parameters: IDataObject, order: unknown, timezone?: string) {
	const server = await serveTrigger({
		credentials: { apicbaseOAuth2Api: { clientSecret } },
		parameters,
		...(timezone !== undefined && { timezone }),
	});
	servers.push(server);
	const body = typeof order === 'string' ? order : JSON.stringify(order);
	const signature = createHmac('sha256', clientSecret).update(body).digest('hex');
	const answer = await fetch(server.url, {
		method: 'POST',
		body,
		headers: { 'x-apic-webhook-signature': signature },
	});
	return {
		status: answer.status,
		body: (await answer.json()) as Record<string, unknown>,
		runs: server.runs,
		log: server.log,
	};
}

afterEach(async () => {
	await Promise.all(servers.splice(0).map((server) => server.close()));
});

const faulty = anOrder({
	id: 'faulty',
	expected_delivery_date: '2099-11-22',
	order_remarks: 'Ring twice',
	packages: [aLine({ articleNumber: null, quantity: 0, total: '0' })],
	theoretical_price: '0',
});
const rules = { checks: 'rules', deliveryDays: [1, 2, 3, 4, 5], timeZone: 'Europe/Brussels' };

describe('an order that breaks rules', () => {
	it('is accepted when only its structure is checked', async () => {
		expect(
			await send({ checks: 'structure', deliveryDays: [1, 2, 3, 4, 5] }, faulty),
		).toMatchObject({
			status: 200,
			body: { status: 'accepted' },
		});
	});

	it('is refused with a sentence for each, warnings aside, and runs nothing', async () => {
		expect(await send(rules, faulty)).toMatchObject({
			status: 422,
			body: {
				status: 'refused',
				order_number: '1042',
				external_id: 'apicbase-faulty',
				message:
					'Order 1042 was not sent. There is no delivery on Sunday 22 November 2099. Line 1, Tomatoes, is missing an article number. Line 1, Tomatoes, has a quantity of 0; it must be more than zero.',
				issues: [
					{
						code: 'delivery_date_closed',
						message: 'There is no delivery on Sunday 22 November 2099.',
					},
					{
						code: 'line_missing_article_number',
						message: 'Line 1, Tomatoes, is missing an article number.',
					},
					{
						code: 'line_quantity_not_positive',
						message: 'Line 1, Tomatoes, has a quantity of 0; it must be more than zero.',
					},
				],
			},
			runs: [],
		});
	});

	it("is refused in the customer's language", async () => {
		expect(
			await send(
				{ ...rules, messageLanguage: 'fr' },
				anOrder({ expected_delivery_date: '2099-11-22' }),
			),
		).toMatchObject({
			status: 422,
			body: {
				message:
					"La commande 1042 n'a pas été envoyée. Nous ne livrons pas le dimanche 22 novembre 2099.",
				issues: [
					{
						code: 'delivery_date_closed',
						message: 'Nous ne livrons pas le dimanche 22 novembre 2099.',
					},
				],
			},
		});
	});

	it("is answered in the customer's language also when only its structure is checked", async () => {
		const structure = { checks: 'structure', messageLanguage: 'fr', severities: '={{ hidden }}' };
		expect(await send(structure, { ...faulty, id: 'french' })).toMatchObject({
			body: { message: 'La commande 1042 a bien été reçue.' },
		});
		expect(await send(structure, anOrder({ packages: [] }))).toMatchObject({
			status: 422,
			body: { message: expect.stringMatching(/^La commande 1042 n'a pas été envoyée\./) as string },
		});
	});

	it('goes to the Refused output with the whole validation', async () => {
		const { runs } = await send({ ...rules, refusedOrders: 'output' }, faulty);
		expect(runs).toEqual([
			[
				[],
				[
					expect.objectContaining({
						...faulty,
						validation: expect.objectContaining({
							valid: false,
							errors: 3,
							warnings: 1,
							summary:
								'Cannot sync order 1042. There is no delivery on Sunday 22 November 2099. 2 more to fix.',
						}) as unknown,
					}),
				],
			],
		]);
	});

	it('is accepted when the rules only warn or are off', async () => {
		const severities = {
			rules: ['delivery_date_closed', 'line_missing_article_number']
				.map((code) => ({ code, severity: 'off' }))
				.concat({ code: 'line_quantity_not_positive', severity: 'warning' }),
		};
		expect(await send({ ...rules, severities }, { ...faulty, id: 'tolerated' })).toMatchObject({
			status: 200,
		});
	});
});

it('answers 503 when a setting cannot be used, and the log says which', async () => {
	const { status, body, log } = await send({ checks: 'rules', cutOffTime: 'noon' }, anOrder());
	expect([status, body.message]).toEqual([
		503,
		'The order was not sent. We cannot accept orders at the moment. Please send your order again in a few minutes.',
	]);
	expect(JSON.stringify(log)).toContain(
		'\'Cut-Off Time\' is \\"noon\\", which is not a time of day.',
	);
});

it('refuses what is nested too deeply, and shows only its plain fields', async () => {
	const deep = JSON.stringify(anOrder({ id: 'deep' })).replace(
		/}$/,
		`,"more":${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
	);
	const { status, body, runs } = await send({ refusedOrders: 'output' }, deep);
	expect([status, body.message]).toEqual([
		422,
		'Order 1042 was not sent. The order is nested more than 64 levels deep.',
	]);
	expect(Object.keys(runs[0]![1]![0] as object).sort()).toEqual(
		[
			'expected_delivery_date',
			'id',
			'order_number',
			'ordered_on',
			'status',
			'supplier_customer_number',
			'sync',
			'theoretical_price',
			'validation',
		].sort(),
	);
});

it('takes a setting whose expression gave nothing for one that cannot be used', async () => {
	const { status, log } = await send(
		{ checks: 'rules', minimumOrderValue: '={{ undefined }}' },
		anOrder(),
	);
	expect(status).toBe(503);
	expect(JSON.stringify(log)).toContain(
		"Cannot check orders. 'Minimum Order Value' has an expression that gave nothing.",
	);
});

describe("a workflow whose time zone is none, as the DEFAULT of n8n's REST API", () => {
	const before = getGlobalState();
	afterEach(() => setGlobalState(before));

	// Monday morning in UTC is Sunday evening in New York.
	const order = anOrder({ id: 'zone', expected_delivery_date: '2099-11-23T02:00:00Z' });
	const weekdays = { checks: 'rules', deliveryDays: [1, 2, 3, 4, 5] };

	it.each([
		["n8n's own", 'America/New_York', 'America/New_York', 422],
		["UTC where n8n's own is none either", 'Berlin', 'UTC', 200],
	])('goes by %s, and says so in the log', async (_which, defaultTimezone, used, status) => {
		setGlobalState({ defaultTimezone });
		const answer = await send(weekdays, order, 'DEFAULT');
		expect(answer.status).toBe(status);
		expect(answer.log[0]).toMatchObject({
			level: 'warn',
			message: expect.stringContaining(
				`"DEFAULT" is not a time zone, so delivery days are read in ${used}.`,
			) as string,
		});
	});
});

describe('an order of the morning for the same day, dated by the midnight in Brussels', () => {
	const order = anOrder({
		ordered_on: '2099-11-23T06:00:00Z',
		expected_delivery_date: '2099-11-22T23:00:00Z',
	});

	it('is accepted where the supplier is', async () => {
		expect(await send({ timeZone: 'Europe/Brussels' }, order)).toMatchObject({ status: 200 });
	});

	it("is refused in n8n's own time zone, and the log says that nobody set one", async () => {
		const { status, log } = await send({}, order, 'America/New_York');
		expect(status).toBe(422);
		expect(log.map(({ message }) => message)).toEqual([
			"Apicbase Trigger: order 1042 was refused (delivery_date_past). The customer reads why. Delivery days were read in America/New_York, which n8n uses when nobody has set a time zone. Enter yours under 'Time Zone'.",
		]);
	});
});
