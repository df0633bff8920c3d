import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';

const ASSETS = {
	'style.css': 'text/css; charset=utf-8',
	'address.js': 'text/javascript; charset=utf-8',
	'answer.js': 'text/javascript; charset=utf-8',
	'app.js': 'text/javascript; charset=utf-8',
	'history.js': 'text/javascript; charset=utf-8',
	'orderForm.js': 'text/javascript; charset=utf-8',
	'tools.js': 'text/javascript; charset=utf-8',
};

/** Only scripts and styles from files run, so that nothing an order or answer carries could. */
const HEADERS = {
	'Content-Security-Policy': [
		"default-src 'none'",
		"script-src 'self'",
		"style-src 'self'",
		"connect-src 'self'",
		'img-src data:',
		"form-action 'none'",
		"base-uri 'none'",
		"frame-ancestors 'none'",
	].join('; '),
	'X-Content-Type-Options': 'nosniff',
};

/** The customer's page and the files it consists of. */
export function addPageRoutes(server: FastifyInstance): void {
	serve(server, '/', 'index.html', 'text/html; charset=utf-8');
	for (const [name, type] of Object.entries(ASSETS)) serve(server, `/page/${name}`, name, type);
}

function serve(server: FastifyInstance, path: string, name: string, type: string): void {
	const text = readFileSync(new URL(name, import.meta.url));
	server.get(path, (_request, reply) => reply.type(type).headers(HEADERS).send(text));
}
