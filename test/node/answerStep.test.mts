import { createHmac } from 'node:crypto';
import type { IDataObject, IN8nHttpFullResponse } from 'n8n-workflow';
import { Apicbase } from '../../nodes/Apicbase/Apicbase.node.ts';
import { anExecuteContext } from '../../harness/contexts.mts';
import type { LogLine } from '../../harness/log.mts';
import { anOrder } from '../../harness/orders.mts';
import { serveTrigger } from '../../harness/triggerServer.mts';

/** Runs an Answer step over these items: what it answered, what the panel hints at, and what left the step. */
async function answer(parameters: IDataObject, ...items: IDataObject[]) {
	const sent: IN8nHttpFullResponse[] = [];
	const log: LogLine[] = [];
	const context = anExecuteContext({
		node: new Apicbase(),
		parameters: { resource: 'answer', ...parameters },
		inputs: [items.map((json) => ({ json }))],
		log,
	});
	context.sendResponse = (response) => {
		sent.push(response as IN8nHttpFullResponse);
		return Promise.resolve();
	};
	const outputs = await new Apicbase().execute.call(context);
	return { sent, hints: context.hints.map(({ message }) => message), log, outputs };
}

const unknown = { severity: 'error', code: 'unknown_article', message: 'Line 1 is not known.' };

it('names the order by the external id it carries', async () => {
	const order = { ...anOrder({ id: '7' }), sync: { externalId: 'test-7' } };
	const { sent, outputs } = await answer({ operation: 'accept' }, order);
	expect(sent).toEqual([
		{
			statusCode: 200,
			headers: { 'content-type': 'application/json; charset=utf-8' },
			body: {
				status: 'accepted',
				order_number: '1042',
				external_id: 'test-7',
				message: 'Order 1042 was received.',
				issues: [],
			},
		},
	]);
	expect(outputs).toEqual([[{ json: order, pairedItem: { item: 0 } }]]);
});

it('hands every order on as it came, each linked to its own', async () => {
	const orders = ['7', '8', '9'].map((id) => ({ id, order_number: `10${id}` }));
	const { sent, outputs } = await answer({ operation: 'accept' }, ...orders);
	expect(sent).toHaveLength(1);
	expect(outputs).toEqual([orders.map((json, item) => ({ json, pairedItem: { item } }))]);
});

it.each([
	['change', 422, [{ code: 'unknown_article', message: 'Line 1 is not known.' }]],
	[
		'later',
		503,
		[
			{
				code: 'temporarily_unavailable',
				message:
					'We cannot accept orders at the moment. Please send your order again in a few minutes.',
			},
		],
	],
])('tells the customer what to do: %s', async (answerWith, statusCode, issues) => {
	const order = { ...anOrder(), validation: { issues: [unknown] } };
	const { sent } = await answer({ operation: 'refuse', answerWith }, order);
	expect(sent).toMatchObject([{ statusCode, body: { status: 'refused', issues } }]);
});

it.each(['={{ $json.nothing }}', '={{ "Later" }}', '={{ 503 }}'])(
	'answers nothing when it is not clear what the customer has to do: %s',
	async (answerWith) => {
		await expect(answer({ operation: 'refuse', answerWith }, anOrder() as never)).rejects.toThrow(
			"Cannot refuse the order. 'Answer With' is neither change nor later.",
		);
	},
);

it('asks for an order again in the language of its trigger, when nothing has checked it', async () => {
	const order = { ...anOrder(), sync: { externalId: 'apicbase-1', language: 'nl' } };
	const { sent } = await answer({ operation: 'refuse', answerWith: 'later' }, order);
	expect(sent).toMatchObject([
		{
			body: {
				message:
					'Bestelling 1042 is niet verzonden. We kunnen momenteel geen bestellingen aannemen. Verzend uw bestelling over enkele minuten opnieuw.',
			},
		},
	]);
});

it('answers something that is no order at all', async () => {
	const { sent } = await answer({ operation: 'refuse' }, {});
	expect(sent).toMatchObject([
		{ body: { message: 'The order was not sent. We cannot accept this order.' } },
	]);
});

it('says that nobody waits for an answer about an order that was found by polling', async () => {
	const order = { ...anOrder(), sync: { externalId: 'apicbase-1', source: 'poll' } };
	const { hints, log } = await answer({ operation: 'accept' }, order);
	expect(hints).toEqual([
		'Nobody waits for an answer about order 1042: it was found by polling. Write to the customer instead.',
	]);
	expect(log).toEqual([{ level: 'warn', message: `Apicbase: ${hints[0]}` }]);
});

it('says that the customer is no longer waiting, and says nothing while they are', async () => {
	const clientSecret = 'secret';
	const body = JSON.stringify(anOrder({ id: 'too-late' }));
	const hints: string[][] = [];
	const runStep = async () =>
		hints.push(
			(await answer({ operation: 'refuse' }, server.runs[0]![0]![0] as IDataObject)).hints,
		);
	const server = await serveTrigger({
		credentials: { apicbaseOAuth2Api: { clientSecret } },
		parameters: { responseMode: 'responseNode' },
		store: async () => {
			await runStep();
			return 200;
		},
	});
	await fetch(server.url, {
		method: 'POST',
		body,
		headers: {
			'x-apic-webhook-signature': createHmac('sha256', clientSecret).update(body).digest('hex'),
		},
	});
	while (server.deliveries.left === 0) await new Promise((resolve) => setImmediate(resolve));
	await runStep();
	await server.close();
	expect(hints).toEqual([
		[],
		[
			'The customer is no longer waiting for an answer about order 1042: it was answered before, or took too long. What they saw is not this answer.',
		],
	]);
});
