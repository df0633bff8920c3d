import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SandboxContext } from '../sandboxContext.mts';
import { generateOrders } from '../state/generateOrders.mts';
import type { Fault } from '../state/faultList.mts';
import { addOrder } from '../state/changeOrders.mts';
import { refuseThrottled } from './bearerGate.mts';
import { pathOf, queryOf } from './requestGate.mts';

/** Time for the first half of a cut-off body to reach the caller before the connection goes. */
const FLUSH_MS = 20;

/** Lets requests meet the faults that were added: before their handler, or in the answer it gave. */
export function addFaultHooks(server: FastifyInstance, context: SandboxContext): void {
	const met = new WeakMap<FastifyRequest, Fault>();
	server.addHook('preHandler', async (request, reply) => {
		const fault = context.state.faults.take({
			method: request.method,
			path: pathOf(request),
			query: queryOf(request),
		});
		if (fault === undefined) return;
		met.set(request, fault);
		await meetFault(context, fault, reply);
	});
	server.addHook('onSend', (request, reply, payload, done) => {
		const fault = met.get(request);
		done(
			null,
			fault === undefined || typeof payload !== 'string' ? payload : spoil(fault, payload, reply),
		);
	});
}

async function meetFault(
	context: SandboxContext,
	fault: Fault,
	reply: FastifyReply,
): Promise<unknown> {
	switch (fault.kind) {
		case 'expiredToken':
			return reply.code(401).send({ detail: 'Authentication credentials were not provided.' });
		case 'forbidden':
			return reply.code(403).send({ detail: 'You do not have permission to perform this action.' });
		case 'throttled':
			return refuseThrottled(reply, fault.retryAfter === undefined ? 1 : fault.retryAfter);
		case 'serverError':
			return reply.code(fault.status ?? 500).send({ detail: 'A server error occurred.' });
		case 'html':
			return reply
				.type('text/html; charset=utf-8')
				.send('<html><body><h1>Apicbase is being updated</h1></body></html>');
		case 'redirect':
			return reply.redirect(fault.location ?? '/', 302);
		case 'slow':
			return await pause(fault.delayMs ?? 1000, undefined, { signal: context.closing });
		case 'timeout':
			reply.hijack();
			return;
		case 'disconnect':
			reply.hijack();
			reply.raw.destroy();
			return;
		case 'newOrder':
			return placeUnseen(context, fault.count ?? 1);
		case 'cutOff':
		case 'malformedItem':
			return;
	}
}

function placeUnseen(context: SandboxContext, count: number): void {
	const { state } = context;
	for (const input of generateOrders(count, state.lastOrderSerial)) {
		addOrder(state, { ...input, status: 'ORDERED' }, context.clock());
	}
}

function spoil(fault: Fault, payload: string, reply: FastifyReply): string | Readable {
	if (fault.kind === 'malformedItem')
		return withMalformedItem(
			payload,
			fault.item === undefined ? { note: 'not an order' } : fault.item,
		);
	if (fault.kind !== 'cutOff') return payload;
	const bytes = Buffer.from(payload, 'utf8');
	reply.header('Content-Length', bytes.length);
	return Readable.from(firstHalf(bytes));
}

function withMalformedItem(payload: string, item: unknown): string {
	const page: unknown = JSON.parse(payload);
	if (
		typeof page !== 'object' ||
		page === null ||
		!('results' in page) ||
		!Array.isArray(page.results)
	)
		return payload;
	return JSON.stringify({ ...page, results: [item, ...(page.results as unknown[])] });
}

/** Ends in an exception, upon which Fastify destroys the connection: the announced length is never reached. */
async function* firstHalf(bytes: Buffer): AsyncGenerator<Buffer> {
	yield bytes.subarray(0, Math.floor(bytes.length / 2));
	await pause(FLUSH_MS);
	throw new Error('The connection was cut off, as the fault asks');
}
