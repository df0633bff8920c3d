import type { FastifyInstance } from 'fastify';
import { pathOf } from './requestGate.mts';

const MOST_SUGGESTIONS = 5;

/** Says which route is missing and which come near; to be called before any route is added. */
export function addUnknownRoutes(server: FastifyInstance): void {
	const known = new Set<string>();
	server.addHook('onRoute', ({ method, url }) => {
		for (const one of [method].flat()) {
			if (one !== 'HEAD') known.add(`${one} ${url}`);
		}
	});
	server.setNotFoundHandler((request, reply) => {
		const missing = `${request.method} ${pathOf(request)}`;
		return reply.code(404).send({
			detail: `The sandbox has no route ${missing}`,
			near: nearest(missing, [...known]),
		});
	});
}

/** Routes by how many words of the path they share with what was asked, best first. */
function nearest(asked: string, known: string[]): string[] {
	const words = new Set(wordsOf(asked));
	return known
		.map((route) => ({ route, shared: wordsOf(route).filter((word) => words.has(word)).length }))
		.sort((one, other) => other.shared - one.shared || one.route.localeCompare(other.route))
		.slice(0, MOST_SUGGESTIONS)
		.map(({ route }) => route);
}

function wordsOf(route: string): string[] {
	return route.split(/[\s/_:]+/).filter((word) => word !== '');
}
