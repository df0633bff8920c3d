import { createHash } from 'node:crypto';
import { runInNewContext, Script } from 'node:vm';
import { ANSWER_SCRIPT } from '../../sandbox/page/answerScript.mts';
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

	const inside = (tag: string) => new RegExp(`<${tag}>([^]*)</${tag}>`).exec(page)?.[1] ?? '';
	const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

	it('lets only its own script and style run, and talks to nobody else', () => {
		expect(policy).toBe(
			`default-src 'none'; script-src ${hashOf(inside('script'))}; style-src ${hashOf(inside('style'))}; connect-src 'self'; ` +
				"img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
		);
		expect([...page.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address]) => address)).toEqual([
			'data:,',
		]);
	});

	it('writes no HTML from what others said', () => {
		expect(inside('script')).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write/);
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

	it('is a script a browser can read', () => {
		expect(() => new Script(inside('script'))).not.toThrow();
	});
});

describe("the supplier's answer on the page", () => {
	const readAnswer = runInNewContext(
		`${ANSWER_SCRIPT}; (answer) => JSON.stringify(readAnswer(answer))`,
	) as (answer: string) => string;

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
	])('is read from %s', (_name, answer, sentences) => {
		expect(JSON.parse(readAnswer(JSON.stringify(answer)))).toEqual(sentences);
	});

	it('is the text itself when it is not JSON, and nothing when it is empty', () => {
		expect(JSON.parse(readAnswer('<h1>Bad gateway</h1>'))).toEqual(['<h1>Bad gateway</h1>']);
		expect(JSON.parse(readAnswer(''))).toEqual([]);
	});
});
