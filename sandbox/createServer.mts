import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import Fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import type { Controls } from './controls.mts';
import { addPageRoutes } from './page/pageRoutes.mts';
import { addBearerGate } from './routes/bearerGate.mts';
import { addControlRoutes } from './routes/controlRoutes.mts';
import { addCustomerRoutes } from './routes/customerRoutes.mts';
import { addFaultHooks } from './routes/faultHooks.mts';
import { addFileRoutes } from './routes/fileRoutes.mts';
import { addLibraryRoutes } from './routes/libraryRoutes.mts';
import { addOAuthRoutes } from './routes/oauthRoutes.mts';
import { addRequestGate } from './routes/requestGate.mts';
import { addSupplierOrderRoutes } from './routes/supplierOrderRoutes.mts';
import { addUnknownRoutes } from './routes/unknownRoutes.mts';
import type { SandboxContext } from './sandboxContext.mts';

const LARGEST_BODY_BYTES = 64 * 1024 * 1024;

/** The whole sandbox as one Fastify server, not yet listening. */
export async function createServer(
	context: SandboxContext,
	controls: Controls,
): Promise<FastifyInstance> {
	const server = Fastify({
		bodyLimit: LARGEST_BODY_BYTES,
		forceCloseConnections: true,
		routerOptions: { ignoreTrailingSlash: true },
		ajv: { customOptions: { removeAdditional: false, coerceTypes: false, allowUnionTypes: true } },
	});
	server.setErrorHandler((cause: FastifyError, _request, reply) =>
		reply.code(cause.statusCode ?? 500).send({ detail: cause.message }),
	);
	addUnknownRoutes(server);
	addRequestGate(server, context);
	addFaultHooks(server, context);
	await server.register(formbody);
	await server.register(multipart, { limits: { fileSize: LARGEST_BODY_BYTES } });
	addOAuthRoutes(server, context);
	await server.register(
		(api, _options, done) => {
			addBearerGate(api, context);
			addSupplierOrderRoutes(api, context);
			addCustomerRoutes(api, context);
			addFileRoutes(api, context);
			addLibraryRoutes(api, context);
			done();
		},
		{ prefix: '/api/v2' },
	);
	addControlRoutes(server, context, controls);
	addPageRoutes(server);
	return server;
}
