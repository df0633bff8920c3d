import type { FastifyInstance } from 'fastify';

export function addPageRoutes(server: FastifyInstance): void {
	server.get('/', (_request, reply) => reply.type('text/html').send('soon'));
}
