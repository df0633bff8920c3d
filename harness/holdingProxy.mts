import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { listen } from './listen.mts';

/**
 * When a call is held: `before` the server hears of it, where it does not once its caller has hung up; `late`, where it
 * does all the same; `after` it was done, with the answer. The answer of one that is `lost` never comes.
 */
type When = 'before' | 'late' | 'after' | 'lost';

/** Stands between n8n and a server, and holds calls until the test lets them go. */
export interface HoldingProxy {
	readonly url: string;
	/** Holds each call of this method with a text in its path or body. */
	hold(method: string, text: string, when: When): void;
	/** How many are held at the moment. */
	held(): number;
	/** Lets the held ones go, and holds no more. */
	release(): void;
	close(): Promise<void>;
}

interface Rule {
	method: string;
	text: string;
	when: When;
}

export async function openHoldingProxy(target: string): Promise<HoldingProxy> {
	let rules: Rule[] = [];
	let waiting: Array<() => void> = [];
	const isHeld = ({ method, url = '' }: IncomingMessage, body: Buffer, when: When) =>
		rules.some(
			(rule) =>
				rule.method === method &&
				rule.when === when &&
				(url.includes(rule.text) || body.includes(rule.text)),
		);
	const released = () => new Promise<void>((resolve) => waiting.push(resolve));

	async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const body = await buffer(request);
		const isLate = isHeld(request, body, 'late');
		if (isLate || isHeld(request, body, 'before')) await released();
		if (response.destroyed && !isLate) return;
		const answer = await forward(target, request, body);
		const text = await buffer(answer);
		if (isHeld(request, body, 'lost')) return void response.destroy();
		if (isHeld(request, body, 'after')) await released();
		response.writeHead(answer.statusCode ?? 502, answer.headers).end(text);
	}

	const server = createServer((request, response) => {
		serve(request, response).catch((error: Error) => response.destroy(error));
	});
	const { url, close } = await listen(server);
	return {
		url,
		hold: (method, text, when) => void rules.push({ method, text, when }),
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
