import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { listen } from './listen.mts';

/** Stands between n8n and a server, and holds calls until the test lets them go. */
export interface HoldingProxy {
	readonly url: string;
	/** Holds each call of this kind: `before` the server hears of it, or `after` it was done, with the answer. */
	hold(method: string, path: string, when: 'before' | 'after'): void;
	/** How many are held at the moment. */
	held(): number;
	/** Lets the held ones go, and holds no more. A call whose caller is gone by then does not reach the server. */
	release(): void;
	close(): Promise<void>;
}

interface Rule {
	method: string;
	path: string;
	when: 'before' | 'after';
}

export async function openHoldingProxy(target: string): Promise<HoldingProxy> {
	let rules: Rule[] = [];
	let waiting: Array<() => void> = [];
	const isHeld = ({ method, url = '' }: IncomingMessage, when: Rule['when']) =>
		rules.some((rule) => rule.method === method && url.includes(rule.path) && rule.when === when);
	const released = () => new Promise<void>((resolve) => waiting.push(resolve));

	async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const body = await buffer(request);
		if (isHeld(request, 'before')) await released();
		if (response.destroyed) return;
		const answer = await forward(target, request, body);
		const text = await buffer(answer);
		if (isHeld(request, 'after')) await released();
		response.writeHead(answer.statusCode ?? 502, answer.headers).end(text);
	}

	const server = createServer((request, response) => {
		serve(request, response).catch((error: Error) => response.destroy(error));
	});
	const { url, close } = await listen(server);
	return {
		url,
		hold: (method, path, when) => void rules.push({ method, path, when }),
		held: () => waiting.length,
		release() {
			const held = waiting;
			[rules, waiting] = [[], []];
			for (const go of held) go();
		},
		close,
	};
}

const forward = (
	target: string,
	{ method, url, headers }: IncomingMessage,
	body: Buffer,
): Promise<IncomingMessage> =>
	new Promise((resolve, reject) => {
		// No connection of its own stays open behind the test.
		const call = ask(target + url, { method: method!, headers, agent: false }, resolve);
		call.once('error', reject).end(body);
	});
