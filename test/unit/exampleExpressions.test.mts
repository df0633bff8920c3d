import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext, Script } from 'node:vm';
import { readExample } from '../../harness/n8n/importExample.mts';
import { repositoryRoot } from '../../harness/n8n/repositoryRoot.mts';

const ending = '.workflow.json';
const names = readdirSync(join(repositoryRoot(), 'examples'))
	.filter((file) => file.endsWith(ending))
	.map((file) => file.slice(0, -ending.length));

/** Every text in a value, however it is nested. */
const textsIn = (value: unknown): string[] =>
	typeof value === 'string'
		? [value]
		: typeof value === 'object' && value !== null
			? Object.values(value).flatMap(textsIn)
			: [];

describe.each(names)('the example %s', (name) => {
	const { nodes, connections } = readExample(name);
	const steps = new Set(nodes.map((node) => node.name));
	const texts = nodes.flatMap(({ parameters }) => textsIn(parameters));
	const expressions = texts
		.filter((text) => text.startsWith('='))
		.flatMap((text) =>
			[...text.matchAll(/\{\{([\s\S]*?)\}\}(?!\})/g)].map(([, code = '']) => code),
		);

	it('names no step that it does not have, in its lines and in its expressions', () => {
		const ends = Object.values(connections).flatMap(({ main = [] }) =>
			main.flatMap((output) => (output ?? []).map(({ node }) => node)),
		);
		const read = expressions.flatMap((code) =>
			[...code.matchAll(/\$\('([^']+)'\)/g)].map(([, step = '']) => step),
		);
		const named = [...Object.keys(connections), ...ends, ...read];
		expect(named.filter((step) => !steps.has(step))).toEqual([]);
	});

	it('has expressions that can be read', () => {
		for (const code of expressions) expect(() => new Script(`(${code})`)).not.toThrow();
	});
});

describe.each(['order-book', 'orders-as-csv', 'pick-list'])('the example %s', (name) => {
	const texts = readExample(name).nodes.flatMap(({ parameters }) => textsIn(parameters));
	const guards = texts.flatMap((text) =>
		[...text.matchAll(/\.replace\(\/(\^\(\?=.*?\))\/,/g)].map(
			([, guard = '']) => new RegExp(guard),
		),
	);

	it.each([
		'=1+1',
		'+1',
		'-1',
		'@SUM(A1)',
		' =1',
		'\t=1',
		'\r\n=1',
		'\u00a0=1',
		'\0=1',
		'\u001b @A1',
	])('puts an apostrophe before %j', (text) => {
		expect(guards.length).toBeGreaterThan(0);
		for (const guard of guards) expect(text.replace(guard, "'")).toBe(`'${text}`);
	});

	it.each(['', '1042', 'PO-1042', 'a = b', '12.5'])('leaves %j as it is', (text) => {
		for (const guard of guards) expect(text.replace(guard, "'")).toBe(text);
	});
});

it('keeps an order in the order book whose customer number is a number', () => {
	const columns = readExample('order-book').nodes.flatMap(({ parameters }) =>
		Object.entries((parameters.columns as { value?: object } | undefined)?.value ?? {}),
	) as Array<[string, string]>;
	const $json = {
		...{ order_number: '1042', supplier_customer_number: 42, theoretical_price: 12.5 },
		...{ packages: [{}], sync: { externalId: 'apicbase-1', changed: false } },
	};
	const row = columns.map(([name, written]) => [
		name,
		runInNewContext(written.replace(/^=\{\{|\}\}$/g, ''), { $json }) as unknown,
	]);
	expect(Object.fromEntries(row)).toEqual({
		...{ externalId: 'apicbase-1', orderNumber: '1042', customerNumber: '42' },
		...{ deliveryDate: null, total: '12.5', lines: 1, changed: false },
	});
});

it('stops where another run holds an order, in every example with a claim', () => {
	const claims = names.flatMap((name) =>
		readExample(name).nodes.filter(({ parameters }) => parameters.operation === 'claim'),
	);
	expect(claims.length).toBeGreaterThan(3);
	expect(claims.map(({ parameters }) => parameters.whenHeld ?? 'stop')).toEqual(
		claims.map(() => 'stop'),
	);
});

it('names the time zone of the delivery days, in every step that checks orders and in a note beside it', () => {
	const checking = names.flatMap((name) => {
		const { nodes } = readExample(name);
		const notes = nodes.filter(({ type }) => type === 'n8n-nodes-base.stickyNote');
		return nodes
			.filter(
				({ type, parameters }) =>
					type.endsWith('.apicbaseOrderValidation') ||
					(type.endsWith('.apicbaseTrigger') && parameters.checks !== 'structure'),
			)
			.map(({ name: step, parameters: { timeZone } }) => ({
				step: `${name}: ${step}`,
				timeZone,
				isNamed: textsIn(notes).some((text) => /\*Time Zone\*|`timeZone`/.test(text)),
			}));
	});
	expect(checking.length).toBeGreaterThan(8);
	const ofSettings = "={{ $('Settings').first().json.timeZone }}";
	expect(checking).toEqual(
		checking.map(({ step }) => ({
			step,
			timeZone: step.startsWith('pick-list') ? ofSettings : 'Europe/Brussels',
			isNamed: true,
		})),
	);
});
