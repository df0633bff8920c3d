import http from 'node:http';
import { listen } from './listen.mts';
import type { Mail, MailServer } from './mailServer.mts';
import { escapeHtml, pageShell } from './pageShell.mts';

/** A page on which a person reads what a mail server has kept. */
export interface MailboxPage {
	url: string;
	close(): Promise<void>;
}

export async function serveMailbox(mailServer: MailServer): Promise<MailboxPage> {
	const server = http.createServer((_request, response) => {
		response
			.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
			.end(page(mailServer.mails()));
	});
	const { url, close } = await listen(server);
	return {
		url: `${url}/`,
		close,
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
