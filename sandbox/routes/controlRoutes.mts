import type { FastifyInstance } from 'fastify';
import type { Controls, ManyOrders } from '../controls.mts';
import type { SandboxContext } from '../sandboxContext.mts';
import { ARTICLES, CUSTOMERS, UNLINKED_ARTICLE } from '../seed/catalogue.mts';
import type { FaultInput } from '../state/faultList.mts';
import type { OrderInput } from '../state/purchaseOrder.mts';
import type { WebhookSetting } from '../state/sandboxState.mts';
import type { SwitchChanges } from '../state/switches.mts';
import type { SendChoices } from '../webhook/sendOrder.mts';
import { CONTROL_SCHEMAS } from './controlSchemas.mts';
import { queryOf } from './requestGate.mts';

type OneOrder = { Params: { id: string } };

/** The controls over HTTP, for a test, a demo or a page in another process. */
export function addControlRoutes(
	server: FastifyInstance,
	context: SandboxContext,
	controls: Controls,
): void {
	addOrderControls(server, controls);
	addSettingControls(server, context, controls);
	const { state } = context;
	server.get('/sandbox/catalogue', () => ({
		customers: CUSTOMERS,
		articles: [...ARTICLES, UNLINKED_ARTICLE],
	}));
	server.get('/sandbox/deliveries', () => state.deliveries);
	server.get('/sandbox/requests', () => state.requests);
	server.get('/sandbox/files', () => state.files);
}

function addOrderControls(server: FastifyInstance, controls: Controls): void {
	server.get('/sandbox/orders', (request) => {
		const { latest } = queryOf(request);
		return controls.orders(latest === undefined ? undefined : Number(latest));
	});
	server.get<OneOrder>(
		'/sandbox/orders/:id',
		(request, reply) => controls.order(request.params.id) ?? reply.callNotFound(),
	);
	server.post<{ Body: OrderInput & { send?: SendChoices } }>(
		'/sandbox/orders',
		body('placing'),
		async (request, reply) => {
			const { send, ...input } = request.body;
			return await reply.code(201).send(await controls.placeOrder(input, send));
		},
	);
	server.post<{ Body: ManyOrders }>('/sandbox/orders/generate', body('many'), (request, reply) =>
		reply.code(201).send(controls.addOrders(request.body)),
	);
	server.patch<OneOrder & { Body: OrderInput }>(
		'/sandbox/orders/:id',
		body('order'),
		(request, reply) =>
			controls.order(request.params.id)
				? controls.editOrder(request.params.id, request.body)
				: reply.callNotFound(),
	);
	server.post<OneOrder & { Body: SendChoices | null }>(
		'/sandbox/orders/:id/send',
		body('sending'),
		async (request, reply) =>
			controls.order(request.params.id)
				? await controls.resend(request.params.id, request.body ?? {})
				: reply.callNotFound(),
	);
}

function addSettingControls(
	server: FastifyInstance,
	context: SandboxContext,
	controls: Controls,
): void {
	server.get('/sandbox/switches', () => controls.switches());
	server.patch<{ Body: SwitchChanges }>('/sandbox/switches', body('switches'), (request) =>
		controls.setSwitches(request.body),
	);
	server.get('/sandbox/faults', () => controls.faults.list());
	server.post<{ Body: FaultInput }>('/sandbox/faults', body('fault'), (request, reply) =>
		reply.code(201).send({ faultId: controls.faults.add(request.body) }),
	);
	server.delete('/sandbox/faults', (_request, reply) => {
		controls.faults.clear();
		return reply.code(204).send();
	});
	server.get('/sandbox/webhook', () => describeWebhook(context));
	server.put<{ Body: Partial<WebhookSetting> }>('/sandbox/webhook', body('webhook'), (request) => {
		controls.setWebhook(request.body);
		return describeWebhook(context);
	});
	server.post('/sandbox/expire-tokens', (_request, reply) => {
		controls.expireTokens();
		return reply.code(204).send();
	});
	server.post('/sandbox/reset', (_request, reply) => {
		controls.reset();
		return reply.code(204).send();
	});
}

/** Where orders go, without the secret. */
function describeWebhook({ state }: SandboxContext): Record<string, unknown> {
	return {
		url: state.webhook.url,
		signedWith: state.webhook.secret === null ? 'clientSecret' : 'separateSecret',
	};
}

function body(name: keyof typeof CONTROL_SCHEMAS) {
	return { schema: { body: CONTROL_SCHEMAS[name] } };
}
