import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { until } from './n8n/processes.mts';

/** A mail as it was delivered, read as a mail program would. */
export interface Mail {
	from: string;
	to: string;
	subject: string;
	text: string;
	html: string;
	attachments: Array<{ name: string; content: string }>;
	/** Milliseconds since 1970. */
	deliveredAtMs: number;
}

/** A mail server on loopback that delivers to nobody and keeps everything. */
export interface MailServer {
	readonly port: number;
	/** What n8n's credential of the type "smtp" holds. */
	readonly credential: {
		host: string;
		port: number;
		secure: boolean;
		disableStartTls: boolean;
		user: string;
		password: string;
	};
	/** All mails, oldest first. */
	mails(): readonly Mail[];
	/** Waits for the first mail to an address whose subject contains a text. */
	mailTo(address: string, subject: string, forMs?: number): Promise<Mail>;
	/** Takes it down; what was delivered stays. */
	close(): Promise<void>;
	/** Starts it again at the same port. */
	restart(): Promise<void>;
}

export async function startMailServer(): Promise<MailServer> {
	const mails: Mail[] = [];
	const serve = async (at: number): Promise<SMTPServer> => {
		const server = newServer();
		// n8n may be stopped while it holds a connection.
		server.on('error', (error: NodeJS.ErrnoException) => {
			if (error.code !== 'ECONNRESET') throw error;
		});
		await new Promise<void>((resolve) => server.listen(at, '127.0.0.1', () => resolve()));
		return server;
	};
	const newServer = () =>
		new SMTPServer({
			disabledCommands: ['AUTH', 'STARTTLS'],
			onData: (stream, _session, done) => {
				simpleParser(stream).then((parsed) => {
					const to = [parsed.to ?? []]
						.flat()
						.map(({ text }) => text)
						.join(', ');
					mails.push({
						from: parsed.from?.text ?? '',
						to,
						subject: parsed.subject ?? '',
						text: parsed.text ?? '',
						html: parsed.html || '',
						attachments: parsed.attachments.map(({ filename, content }) => ({
							name: filename ?? '',
							content: content.toString('utf8').replace(/^\uFEFF/, ''),
						})),
						deliveredAtMs: Date.now(),
					});
					done();
				}, done);
			},
		});
	let server = await serve(0);
	const { port } = server.server.address() as AddressInfo;
	return {
		port,
		credential: {
			host: '127.0.0.1',
			port,
			secure: false,
			disableStartTls: true,
			user: '',
			password: '',
		},
		mails: () => mails,
		async mailTo(address, subject, forMs = 90_000) {
			const found = await until(
				() => mails.find((mail) => mail.to.includes(address) && mail.subject.includes(subject)),
				forMs,
			);
			if (found) return found;
			const there = mails.map((mail) => `${mail.to}: ${mail.subject}`).join('; ');
			throw new Error(
				`No mail to ${address} about "${subject}" after ${forMs} ms. There are: ${there || 'none'}`,
			);
		},
		close: () => new Promise((resolve) => server.close(() => resolve())),
		restart: async () => void (server = await serve(port)),
	};
}
