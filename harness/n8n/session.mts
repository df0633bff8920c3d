/** Who sets up each throw-away n8n, and signs in by hand in the demo. */
export const owner = {
	email: 'owner@example.com',
	password: 'Apicbase-demo-1',
	firstName: 'Olive',
	lastName: 'Owner',
} as const;

/** n8n ties the cookie to the browser id it was given with. */
const browserId = 'n8n-nodes-apicbase-tests';

/** The owner's way to n8n's own REST API, the one its editor uses. Signs in with the first request. */
export class Session {
	constructor(
		private readonly url: string,
		/** Of a session that is signed in already: n8n takes five sign-ins a minute. */
		private cookie = '',
	) {}

	/** The first request of several at once. */
	private signingIn: Promise<unknown> | undefined;

	/** Makes the owner of an n8n that has none yet. */
	async setUpOwner(): Promise<void> {
		await this.request('POST', '/rest/owner/setup', owner);
	}

	/** What makes a browser the owner's: n8n's cookie, and the id n8n ties it to. */
	async signIn(): Promise<{ cookie: string; browserId: string }> {
		if (this.cookie === '') {
			this.signingIn ??= this.request('POST', '/rest/login', {
				emailOrLdapLoginId: owner.email,
				password: owner.password,
			});
			await this.signingIn;
		}
		return { cookie: this.cookie, browserId };
	}

	/** Sends one request and returns what n8n wraps in `data`; throws n8n's own message when it refuses. */
	async send<T = unknown>(method: string, path: string, body?: unknown): Promise<T> {
		await this.signIn();
		const parsed = await this.request(method, path, body);
		return (isEnvelope(parsed) ? parsed.data : parsed) as T;
	}

	/** Opens a page of n8n as the owner's browser would. */
	async open(path: string): Promise<string> {
		const page = await fetch(this.url + path, {
			headers: { 'browser-id': browserId, cookie: this.cookie },
		});
		return await page.text();
	}

	private async request(method: string, path: string, body?: unknown): Promise<unknown> {
		const ask = () =>
			fetch(this.url + path, {
				method,
				headers: {
					'content-type': 'application/json',
					'browser-id': browserId,
					cookie: this.cookie,
				},
				body: body === undefined ? null : JSON.stringify(body),
			});
		// A connection kept from before may be gone by now: n8n has not seen the request then.
		const reply = await ask().catch((error: Error) => {
			const { code } = (error.cause ?? {}) as { code?: string };
			if (method !== 'GET' && code !== 'UND_ERR_SOCKET' && code !== 'ECONNRESET') throw error;
			return ask();
		});
		const text = await reply.text();
		if (!reply.ok)
			throw new Error(`${method} ${path} answered ${reply.status}: ${messageOf(text)}`);
		const cookies = reply.headers.getSetCookie();
		if (cookies.length > 0) this.cookie = cookies.map((cookie) => cookie.split(';')[0]).join('; ');
		return text === '' ? undefined : JSON.parse(text);
	}
}

const isEnvelope = (value: unknown): value is { data: unknown } =>
	typeof value === 'object' && value !== null && 'data' in value;

function messageOf(text: string): string {
	try {
		return (JSON.parse(text) as { message?: string }).message ?? text;
	} catch (error) {
		if (!(error instanceof SyntaxError)) throw error;
		return text.slice(0, 500);
	}
}
