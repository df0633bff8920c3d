import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Mail, MailServer } from './mailServer.mts';

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

const page = (mails: readonly Mail[]): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="5">
<title>Mailbox</title>
<style>
	body { font: 16px/1.5 system-ui, sans-serif; color: #1f2933; background: #f5f7f9; margin: 2rem auto; max-width: 46rem; padding: 0 1rem }
	article { background: #fff; border: 1px solid #d9e0e6; border-radius: 8px; padding: 1rem 1.25rem; margin: 1rem 0 }
	h1 { font-size: 1.4rem } h2 { font-size: 1.05rem; margin: 0 }
	p { color: #52606d; margin: .25rem 0 }
	pre { font: inherit; white-space: pre-wrap; margin: .75rem 0 0 }
</style>
<h1>Mailbox</h1>
<p>Every mail of this demo ends here, whoever it is for. Newest first.</p>
${mails.length === 0 ? '<p>No mail yet.</p>' : mails.map(article).reverse().join('\n')}
</html>`;

const article = ({ from, to, subject, text, deliveredAtMs }: Mail): string => `<article>
	<h2>${escape(subject)}</h2>
	<p>To ${escape(to)}, from ${escape(from)}, ${new Date(deliveredAtMs).toISOString().slice(11, 19)} UTC</p>
	<pre>${escape(text.trim())}</pre>
</article>`;

const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
