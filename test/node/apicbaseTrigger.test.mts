import { createHmac } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { largestBody } from '../../core/webhook/signature.ts';
import { ApicbaseTrigger } from '../../nodes/Apicbase/ApicbaseTrigger.node.ts';
import { aCredentialsHelper } from '../../harness/credentialsHelper.mts';
import { aLine, anOrder } from '../../harness/orders.mts';
import {
	serveTrigger,
	type TriggerServer,
	type TriggerSetUp,
} from '../../harness/triggerServer.mts';

/** n8n's own, by its name. */
class CredentialNotFoundError extends Error {}

const clientSecret = 'client-secret-of-the-supplier';
const credentials = { apicbaseOAuth2Api: { clientSecret } };
const servers: TriggerServer[] = [];

async function aTrigger(setUp: TriggerSetUp = {}): Promise<TriggerServer> {
	const server = await serveTrigger({ credentials, parameters: {}, ...setUp });
	servers.push(server);
	return server;
}

async function post(
	server: TriggerServer,
	body: string,
	headers: Record<string, string>,
): Promise<{ status: number; body: unknown }> {
	const answer = await fetch(server.url, { method: 'POST', body, headers });
	return { status: answer.status, body: await answer.json() };
}

async function send(server: TriggerServer, order: unknown, secret = clientSecret) {
	const body = typeof order === 'string' ? order : JSON.stringify(order);
	const signature = createHmac('sha256', secret).update(body).digest('hex');
	return await post(server, body, { 'x-apic-webhook-signature': signature });
}

let lastId = 0;
/** Each test has orders of its own: the memory under test belongs to the process. */
const aNewOrder = (changes: Record<string, unknown> = {}) =>
	anOrder({ id: `order-${++lastId}`, ...changes });

afterEach(async () => {
	await Promise.all(servers.splice(0).map((server) => server.close()));
});

describe('an order', () => {
	it('is accepted and handed over as it came, with sync', async () => {
		const server = await aTrigger();
		const order = aNewOrder({ id: '900', unknown_field: ['kept'] });
		expect(await send(server, order)).toEqual({
			status: 200,
			body: {
				status: 'accepted',
				order_number: '1042',
				external_id: 'apicbase-900',
				message: 'Order 1042 was received.',
				issues: [],
			},
		});
		expect(server.runs).toEqual([
			[
				[
					{
						...order,
						sync: {
							externalId: 'apicbase-900',
							fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
							source: 'webhook',
							receivedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
							changed: false,
							attempt: 1,
						},
					},
				],
			],
		]);
	});

	// reliability: The same order twice, also at one moment | Apicbase Trigger
	it('is accepted once more without running when it comes again', async () => {
		const server = await aTrigger();
		const order = aNewOrder();
		await send(server, order);
		expect(await send(server, order)).toMatchObject({
			status: 200,
			body: { status: 'already_accepted' },
		});
		expect(server.runs).toHaveLength(1);
	});

	it('runs again when that is chosen, and is not called changed', async () => {
		const server = await aTrigger({ parameters: { onDuplicate: 'run' } });
		const order = aNewOrder();
		await send(server, order);
		expect(await send(server, order)).toMatchObject({ status: 200, body: { status: 'accepted' } });
		expect(server.runs.map((outputs) => outputs[0]?.[0])).toMatchObject([
			{ sync: { changed: false } },
			{ sync: { changed: false } },
		]);
	});

	it('runs as changed when its content differs', async () => {
		const server = await aTrigger();
		const order = aNewOrder();
		await send(server, order);
		const edited = { ...order, packages: [aLine({ quantity: 9 })] };
		expect(await send(server, edited)).toMatchObject({ status: 200, body: { status: 'accepted' } });
		expect(server.runs[1]).toMatchObject([
			[{ packages: [{ quantity_ordered: 9 }], sync: { changed: true } }],
		]);
	});

	it('carries the prefix that was chosen for its external id, accepted or refused', async () => {
		const server = await aTrigger({
			parameters: { refusedOrders: 'output', options: { externalIdPrefix: 'test-' } },
		});
		expect(await send(server, anOrder({ id: '901' }))).toMatchObject({
			body: { external_id: 'test-901' },
		});
		expect(await send(server, anOrder({ id: '902', packages: [] }))).toMatchObject({
			body: { external_id: 'test-902' },
		});
		expect(server.runs).toMatchObject([
			[[{ sync: { externalId: 'test-901' } }]],
			[[], [{ sync: { externalId: 'test-902' } }]],
		]);
	});

	it('tells in sync in which language the customer is answered, unless that is English', async () => {
		const server = await aTrigger({ parameters: { messageLanguage: 'nl' } });
		expect(await send(server, aNewOrder())).toMatchObject({
			body: { message: 'Bestelling 1042 is ontvangen.' },
		});
		expect(server.runs).toMatchObject([[[{ sync: { language: 'nl' } }]]]);
	});

	it('is not remembered when n8n could not store it', async () => {
		let status = 500;
		const server = await aTrigger({ store: () => Promise.resolve(status) });
		const order = aNewOrder();
		expect(await send(server, order)).toMatchObject({ status: 500 });
		status = 200;
		expect(await send(server, order)).toMatchObject({ status: 200, body: { status: 'accepted' } });
		expect(server.runs).toHaveLength(2);
	});

	// reliability: The same order twice, also at one moment | Apicbase Trigger
	// reliability: ERP slow | Apicbase Trigger
	it('runs once when two deliveries of it arrive at the same time', async () => {
		const server = await aTrigger({
			store: () => new Promise((resolve) => setTimeout(() => resolve(200), 50)),
		});
		const order = aNewOrder();
		const answers = await Promise.all([
			send(server, order),
			send(server, order),
			send(server, order),
		]);
		expect(answers.map(({ body }) => (body as { status: string }).status).sort()).toEqual([
			'accepted',
			'already_accepted',
			'already_accepted',
		]);
		expect(server.runs).toHaveLength(1);
	});

	it('runs on the second delivery when the first of two at the same time could not be stored', async () => {
		const statuses = [500, 200];
		const server = await aTrigger({
			store: () => new Promise((resolve) => setTimeout(() => resolve(statuses.shift() ?? 500), 50)),
		});
		const order = aNewOrder();
		const answers = await Promise.all([send(server, order), send(server, order)]);
		expect(answers.map(({ status }) => status).sort()).toEqual([200, 500]);
		expect(server.runs).toHaveLength(2);
	});

	it('is not forgotten and not remembered by a test run from the editor', async () => {
		const server = await aTrigger({ mode: 'manual' });
		const order = aNewOrder();
		await send(server, order);
		expect(await send(server, order)).toMatchObject({ status: 200, body: { status: 'accepted' } });
	});
});

describe('a refused order', () => {
	const noLines = { id: '77', order_number: '1043', packages: [], extra: true };

	it('is answered with 422 and goes nowhere', async () => {
		const server = await aTrigger();
		expect(await send(server, noLines)).toEqual({
			status: 422,
			body: {
				status: 'refused',
				order_number: '1043',
				external_id: 'apicbase-77',
				message: 'Order 1043 was not sent. The order has no lines.',
				issues: [{ code: 'order_without_lines', message: 'The order has no lines.' }],
			},
		});
		expect(server.runs).toEqual([]);
	});

	it('is in the log by its number and the codes of the reasons, on one line', async () => {
		const server = await aTrigger();
		await send(server, { ...noLines, order_number: '1043\nApicbase Trigger: all is well' });
		await send(server, { id: '78', packages: [] });
		expect(server.log).toMatchObject([
			{
				level: 'warn',
				message:
					'Apicbase Trigger: order 1043 Apicbase Trigger: all is well was refused (order_without_lines). The customer reads why.',
			},
			{
				level: 'warn',
				message: expect.stringMatching(
					/^Apicbase Trigger: an order was refused \([a-z_, ]+\)\. The customer reads why\.$/,
				) as string,
			},
		]);
	});

	it('goes to the Refused output when that is chosen', async () => {
		const server = await aTrigger({ parameters: { refusedOrders: 'output' } });
		expect(await send(server, noLines)).toMatchObject({ status: 422 });
		expect(server.runs).toMatchObject([
			[
				[],
				[
					{
						...noLines,
						sync: { externalId: 'apicbase-77' },
						validation: { valid: false, issues: [{ code: 'order_without_lines' }] },
					},
				],
			],
		]);
	});

	it('is answered with 400 when it is signed but no JSON object', async () => {
		const server = await aTrigger({ parameters: { refusedOrders: 'output' } });
		for (const body of ['order', '[]', ''])
			expect(await send(server, body)).toMatchObject({ status: 400 });
		expect(server.runs).toEqual([]);
	});
});

describe('a delivery whose sender cannot be confirmed', () => {
	const body = JSON.stringify(anOrder());
	const right = createHmac('sha256', clientSecret).update(body).digest('hex');
	const cases: Array<[string, Record<string, string>]> = [
		['without a signature', {}],
		['with a short signature', { 'x-apic-webhook-signature': right.slice(2) }],
		['with two signatures', { 'x-apic-webhook-signature': `${right}, ${right}` }],
		[
			'with the signature of another body',
			{ 'x-apic-webhook-signature': createHmac('sha256', clientSecret).update('{}').digest('hex') },
		],
		[
			'signed with another secret',
			{ 'x-apic-webhook-signature': createHmac('sha256', 'other').update(body).digest('hex') },
		],
		[
			'signed with an empty secret',
			{ 'x-apic-webhook-signature': createHmac('sha256', '').update(body).digest('hex') },
		],
	];

	// reliability: Revoked token, wrong secret | Apicbase Trigger
	it('gets one and the same answer, and starts nothing', async () => {
		const server = await aTrigger({ parameters: { refusedOrders: 'output' } });
		const answers = [];
		for (const [, headers] of cases) answers.push(await post(server, body, headers));
		expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
		expect(answers[0]).toMatchObject({
			status: 403,
			body: { status: 'refused', order_number: null },
		});
		expect(server.runs).toEqual([]);
	});

	it('is in the log, also when it bears no signature that can be read', async () => {
		const server = await aTrigger();
		for (const [, headers] of cases) await post(server, body, headers);
		const unsigned = expect.stringContaining('came without a signature that can be read') as string;
		const mismatch = expect.stringContaining('The signature does not match.') as string;
		expect(server.log.map(({ level, message }) => [level, message])).toEqual(
			[unsigned, unsigned, unsigned, mismatch, mismatch, mismatch].map((line) => ['warn', line]),
		);
	});

	// reliability: Revoked token, wrong secret | Apicbase Trigger
	it.each([
		['no credential is chosen', {}],
		['its secret is empty', { apicbaseOAuth2Api: { clientSecret: '' } }],
		['its secret is blank', { apicbaseOAuth2Api: { clientSecret: '   ' } }],
	])('is refused when %s, and the log says what to do', async (_name, none) => {
		const server = await aTrigger({ credentials: none });
		expect(await send(server, anOrder(), '')).toMatchObject({ status: 403 });
		expect(server.log).toMatchObject([
			{ level: 'error', message: expect.stringContaining('No signing secret is set.') as string },
		]);
	});

	it('runs again as a change when the accepted version comes after a newer one that ended in a fault', async () => {
		const stored = [200, 503, 200, 200];
		const server = await aTrigger({ store: () => Promise.resolve(stored.shift()) });
		const first = aNewOrder({ packages: [aLine({ quantity: 4 })] });
		const second = { ...first, packages: [aLine({ quantity: 40 })] };
		const statuses = [];
		for (const version of [first, second, first, first])
			statuses.push((await send(server, version)).status);
		expect(statuses).toEqual([200, 503, 200, 200]);
		const handed = server.runs.map(([items]) => (items![0] as { sync: { changed: boolean } }).sync);
		expect(handed.map(({ changed }) => changed)).toEqual([false, true, true]);
	});

	it.each([
		['was deleted', new CredentialNotFoundError('Credential with ID "1" does not exist.'), 403],
		['cannot be read just now', new Error('SQLITE_BUSY: database is locked'), 503],
	])('is answered when the credential %s, without a run', async (_what, fault, status) => {
		const getDecrypted = () => Promise.reject(fault);
		const credentialsHelper = Object.assign(aCredentialsHelper({}), { getDecrypted });
		const server = await aTrigger({
			// Others of these tests have just read theirs, and it is kept for a moment.
			credentials: { ...credentials },
			additionalData: { credentialsHelper },
		});
		expect(await send(server, aNewOrder())).toMatchObject({ status });
		expect([server.runs, server.log.map(({ level }) => level)]).toEqual([[], ['error']]);
	});

	it('is explained in the panel of the trigger, before and after publishing', () => {
		const { triggerPanel } = new ApicbaseTrigger().description;
		const { inactive, active } = (
			triggerPanel as { executionsHelp: Record<'inactive' | 'active', string> }
		).executionsHelp;
		for (const help of [inactive, active])
			expect(help).toContain('The signing secret is missing or wrong. Check the credential');
	});

	it('is in the log as well when its body is not compressed as it says', async () => {
		const server = await aTrigger();
		const headers = { 'x-apic-webhook-signature': right, 'content-encoding': 'gzip' };
		expect(await post(server, body, headers)).toMatchObject({ status: 403 });
		expect(server.log).toMatchObject([
			{ level: 'warn', message: expect.stringContaining('could not be read.') as string },
		]);
	});

	it('leaves neither secret nor signature in the log', async () => {
		const server = await aTrigger({
			credentials: { apicbaseOAuth2Api: { clientSecret: ` ${clientSecret}` } },
		});
		await post(server, body, { 'x-apic-webhook-signature': right });
		expect(server.log).toHaveLength(1);
		expect(JSON.stringify(server.log)).toContain('starts or ends with a blank');
		expect(JSON.stringify(server.log)).not.toContain(clientSecret);
		expect(JSON.stringify(server.log)).not.toContain(right);
	});
});

describe('a signed body', () => {
	const sized = (bytes: number) => {
		const order = JSON.stringify(aNewOrder());
		return `${order.slice(0, -1)}, "a": "${'x'.repeat(bytes - order.length - 9)}"}`;
	};
	const sendAs = async (server: TriggerServer, text: string, isPacked: boolean) => {
		const answer = await fetch(server.url, {
			method: 'POST',
			body: isPacked ? gzipSync(text) : text,
			headers: {
				'x-apic-webhook-signature': createHmac('sha256', clientSecret).update(text).digest('hex'),
				...(isPacked && { 'content-encoding': 'gzip' }),
			},
		});
		return answer.status;
	};

	it.each([
		['as it is', false],
		['packed', true],
	])('of 4 MB is taken, and a larger one is refused, when it comes %s', async (_how, isPacked) => {
		const server = await aTrigger({ parameters: { checks: 'structure' } });
		expect(await sendAs(server, sized(largestBody), isPacked)).toBe(200);
		expect(await sendAs(server, sized(largestBody + 1), isPacked)).toBe(413);
		expect(server.runs).toHaveLength(1);
	});
});

describe('a separate signing secret', () => {
	const separate = { apicbaseWebhookApi: { signingSecret: 'new', previousSigningSecret: 'old' } };

	it('confirms with the new and the previous one, and with no other', async () => {
		const server = await aTrigger({
			parameters: { signingSecretSource: 'separate' },
			credentials: { ...separate, ...credentials },
		});
		const statuses = [];
		for (const secret of ['new', 'old', clientSecret])
			statuses.push((await send(server, aNewOrder(), secret)).status);
		expect(statuses).toEqual([200, 200, 403]);
	});
});

describe('a fault of our own', () => {
	it('is answered with 503 and written to the log', async () => {
		const unreadable = {
			get clientSecret(): string {
				throw new Error('The credential could not be decrypted.');
			},
		};
		const server = await aTrigger({ credentials: { apicbaseOAuth2Api: unreadable } });
		expect(await send(server, anOrder())).toMatchObject({
			status: 503,
			body: { issues: [{ code: 'temporarily_unavailable' }] },
		});
		expect(server.log).toEqual([
			{
				level: 'error',
				message:
					'Apicbase Trigger: an order could not be received. The credential could not be decrypted.',
			},
		]);
	});
});
