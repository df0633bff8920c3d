import { readAnswer } from '../../sandbox/page/answer.js';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox.mts';

describe("the customer's page", () => {
	let sandbox: Sandbox;
	let page: string;
	let policy: string | null;

	beforeAll(async () => {
		sandbox = await startSandbox();
		const response = await fetch(sandbox.url);
		policy = response.headers.get('content-security-policy');
		page = await response.text();
	});
	afterAll(() => sandbox.close());

	const addresses = () =>
		[...page.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address]) => String(address));

	it('lets only its own scripts and styles run, and talks to nobody else', () => {
		expect(policy).toBe(
			"default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; " +
				"img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
		);
		expect(page).not.toMatch(/<(script|style)>|\son\w+=/);
		expect(addresses()).toEqual(['data:,', 'page/style.css', 'page/app.js']);
	});

	it('serves every file that the page and its scripts name, as what it is', async () => {
		const seen = new Map<string, string | null>();
		const load = async (address: string): Promise<void> => {
			if (seen.has(address)) return;
			const response = await fetch(address);
			seen.set(address, response.headers.get('content-type'));
			expect(response.headers.get('x-content-type-options')).toBe('nosniff');
			const text = await response.text();
			expect(text).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write/);
			for (const [, name] of text.matchAll(/from '(\.\/[^']+)'/g))
				await load(new URL(String(name), address).href);
		};
		for (const address of addresses().slice(1)) await load(new URL(address, sandbox.url).href);
		const [style, ...scripts] = [...seen.values()];
		expect(style).toBe('text/css; charset=utf-8');
		expect(scripts).toEqual(Array(6).fill('text/javascript; charset=utf-8'));
	});

	it('names what a test may click', () => {
		expect([...page.matchAll(/data-testid="([^"]*)"/g)].map(([, name]) => name)).toEqual([
			'webhook-url',
			'webhook-save',
			'webhook-state',
			'earlier-addresses',
			'order-title',
			'customer',
			'articles',
			'total',
			'delivery-date',
			'remarks',
			'place-order',
			'cancel-edit',
			'order-result',
			'history',
		]);
	});
});

describe("the supplier's answer on the page", () => {
	it.each<[string, unknown, string[]]>([
		[
			'message and issues',
			{
				message: 'Cannot accept order 7.',
				issues: [{ message: 'Line 1 has no quantity.' }, { message: 'Line 2 is unknown.' }],
			},
			['Cannot accept order 7.', 'Line 1 has no quantity.', 'Line 2 is unknown.'],
		],
		['a message said twice', { message: 'No.', issues: [{ message: 'No.' }] }, ['No.']],
		[
			'a message that holds its issues',
			{ message: 'Not sent. No total.', issues: [{ message: 'No total.' }] },
			['Not sent. No total.'],
		],
		[
			"n8n's message and hint",
			{ code: 404, message: 'Not registered.', hint: 'Publish the workflow.' },
			['Not registered.', 'Publish the workflow.'],
		],
		['issues alone', { issues: [{ message: 'No.' }, null, 'x'] }, ['No.']],
		['other JSON', { detail: 'No.' }, ['{"detail":"No."}']],
		['null', null, ['null']],
	])('is shown as the sentences of %s', (_name, answer, sentences) => {
		expect(readAnswer(JSON.stringify(answer))).toEqual(sentences);
	});

	it('is shown as it came when it is not JSON, and not at all when it is empty', () => {
		expect(readAnswer('<h1>Bad gateway</h1>')).toEqual(['<h1>Bad gateway</h1>']);
		expect(readAnswer('')).toEqual([]);
	});
});
