import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { MARKUP } from './markup.mts';
import { SCRIPT } from './script.mts';
import { STYLE } from './style.mts';

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Apicbase Sandbox</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>${MARKUP}<script>${SCRIPT}</script></body>
</html>
`;

/** Only this very script and style run, so that nothing an order or answer carries could. */
const POLICY = [
	"default-src 'none'",
	`script-src '${hashSource(SCRIPT)}'`,
	`style-src '${hashSource(STYLE)}'`,
	"connect-src 'self'",
	'img-src data:',
	"form-action 'none'",
	"base-uri 'none'",
	"frame-ancestors 'none'",
].join('; ');

/** The customer's page, in one answer without outside assets. */
export function addPageRoutes(server: FastifyInstance): void {
	server.get('/', (_request, reply) =>
		reply.type('text/html; charset=utf-8').header('Content-Security-Policy', POLICY).send(PAGE),
	);
}

function hashSource(text: string): string {
	return `sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}`;
}
