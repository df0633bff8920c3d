import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Mail, MailServer } from './mailServer.mts';
import { escapeHtml, pageShell } from './pageShell.mts';

/** A page on which a person reads what a mail server has kept. */
export interface MailboxPage {
	url: string;
	close(): Promise<void>;
}

export async function serveMailbox(mailServer: MailServer): Promise<MailboxPage> {
	const server = http.createServer((_request, response) => {
		response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page(mailServer.mails()));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
		close: () => new Promise((resolve) => {
			server.close(() => resolve());
			server.closeAllConnections();
		}),
	};
}

const page = (mails: readonly Mail[]): string =>
	pageShell(
		'Mailbox',
		'Every mail of this demo ends here, whoever it is for. Newest first.',
		mails.length === 0 ? '<p>No mail yet.</p>' : mails.map(article).reverse().join('\n'),
	);

const article = ({ from, to, subject, text, deliveredAtMs }: Mail): string => `<article>
	<h2>${escapeHtml(subject)}</h2>
	<p>To ${escapeHtml(to)}, from ${escapeHtml(from)}, ${new Date(deliveredAtMs).toISOString().slice(11, 19)} UTC</p>
	<pre>${escapeHtml(text.trim())}</pre>
</article>`;
