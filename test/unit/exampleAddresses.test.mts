import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { readExample } from '../../harness/n8n/importExample.mts';
import { repositoryRoot } from '../../harness/n8n/repositoryRoot.mts';
import type { WorkflowDraft } from '../../harness/n8n/workflowApi.mts';

interface Assignment {
	name: string;
	value: unknown;
}

const ending = '.workflow.json';
const examples = readdirSync(join(repositoryRoot(), 'examples'))
	.filter((file) => file.endsWith(ending))
	.map((file) => readExample(file.slice(0, -ending.length)));

const fieldsOf = ({ parameters }: WorkflowDraft['nodes'][number]) =>
	(parameters.assignments as { assignments?: Assignment[] } | undefined)?.assignments ?? [];
const isPlaceholder = ({ value }: Assignment) => /@example\./.test(String(value));

/** Each step of an example in which a person fills in mail addresses, with what follows it. */
const asked = examples.flatMap((example) =>
	example.nodes
		.filter((node) => fieldsOf(node).some(isPlaceholder))
		.map((settings) => {
			const [next] = nextTo(example, settings.name, 0);
			const { conditions } = next!.parameters.conditions as {
				conditions: Array<{ leftValue: string }>;
			};
			const [stop] = nextTo(example, next!.name, 1);
			return {
				title: `${example.name}: ${settings.name}`,
				fields: fieldsOf(settings)
					.filter(isPlaceholder)
					.map(({ name }) => name),
				goesOn: conditions[0]!.leftValue,
				stop: stop!,
			};
		}),
);

function nextTo({ nodes, connections }: WorkflowDraft, name: string, output: number) {
	const names = (connections[name]?.main?.[output] ?? []).map(({ node }) => node);
	return names.map((one) => nodes.find((node) => node.name === one)!);
}

/** What n8n makes of an expression in an item that has these fields. */
const evaluate = (expression: string, $json: object): unknown =>
	runInNewContext(expression.replace(/^=\{\{|\}\}$/g, ''), {
		$json,
		$: () => ({ first: () => ({ json: { order_number: '1042' } }) }),
	});

it('asks for mail addresses in all examples that send mails', () => {
	expect(asked.map(({ title }) => title)).toEqual([
		'Orders as CSV: for an ERP without an API: Settings',
		'Orders with a safety net: accept now, write until it is done: Alarm Settings',
		'Pick list at six: the articles of a delivery day: Settings',
		'Take one order (Odoo): Settings',
		'Take one order (any REST ERP): Settings',
		'Take one order (Tryton): Settings',
		'When an order run stops: Settings',
	]);
});

describe.each(asked)('$title', ({ fields, goesOn, stop }) => {
	const filledIn = Object.fromEntries(fields.map((name) => [name, `${name}@wholesale.example`]));

	it.each([
		['of their own', 'desk@wholesale.nl'],
		['with a name', 'Order desk <desk@wholesale.nl>'],
		['of two people', 'a@wholesale.nl, b@wholesale.nl'],
		['of a company that has "example" in its name', 'desk@example-foods.nl'],
	])('goes on with addresses %s', (_which, address) => {
		expect(evaluate(goesOn, Object.fromEntries(fields.map((name) => [name, address])))).toBe(true);
	});

	it.each(
		fields.flatMap((field) =>
			[
				'',
				' ',
				null,
				undefined,
				'undefined',
				'order desk',
				'desk@',
				'order-desk@example.com',
				'Order desk <desk@EXAMPLE.org>',
				'a@wholesale.nl, desk@mail.example.net',
			].map((value) => ({ field, value })),
		),
	)('stops with a sentence when $field is "$value"', ({ field, value }) => {
		const settings = {
			...filledIn,
			[field]: value,
			order_number: '1042',
			message: 'No order came.',
		};
		expect(evaluate(goesOn, settings)).toBe(false);
		expect(stop.type).toBe('n8n-nodes-base.stopAndError');
		expect(evaluate(stop.parameters.errorMessage as string, settings)).toMatch(
			new RegExp(`^[A-Z].* The step [\\w ]+ has no mail address of your own in ${field}\\.$`),
		);
	});
});
