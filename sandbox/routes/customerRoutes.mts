import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { SUPPLIER_SCOPE } from '../oauth/scopes.mts';
import type { SandboxContext } from '../sandboxContext.mts';
import { ARTICLES, CUSTOMERS } from '../seed/catalogue.mts';
import { packageWire } from '../wire/packageWire.mts';
import { pageEnvelope } from '../wire/pageEnvelope.mts';
import { urlOf } from './requestGate.mts';

const CUSTOMER_LIST = '/integrations/suppliers/customers/';

/** Who buys, and what each of them can buy. */
export function addCustomerRoutes(api: FastifyInstance, context: SandboxContext): void {
	const config = { scope: SUPPLIER_SCOPE };
	api.get(CUSTOMER_LIST, { config }, (request, reply) =>
		answerPage(
			context,
			CUSTOMERS.map(({ customerNumber, supplierOutletId }) => ({
				customer_number: customerNumber,
				supplier_outlet_id: supplierOutletId,
			})),
			request,
			reply,
		),
	);
	api.get<{ Params: { number: string } }>(
		`${CUSTOMER_LIST}:number/packages`,
		{ config },
		(request, reply) => {
			const customer = CUSTOMERS.find(
				({ customerNumber }) => customerNumber === request.params.number,
			);
			if (customer === undefined) return reply.code(404).send({ detail: 'Not found.' });
			return answerPage(
				context,
				ARTICLES.map((article) => packageWire(customer, article)),
				request,
				reply,
			);
		},
	);
}

function answerPage(
	context: SandboxContext,
	items: unknown[],
	request: FastifyRequest,
	reply: FastifyReply,
): FastifyReply {
	const paging = pageEnvelope(items, urlOf(request), context.state.switches);
	return paging.ok ? reply.send(paging.page) : reply.code(paging.status).send(paging.body);
}
