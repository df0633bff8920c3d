import { outputSchemas, type JsonSchema } from '../../scripts/outputSchemas.mts';
import { Apicbase } from '../../nodes/Apicbase/Apicbase.node.ts';
import { ApicbaseOrderValidation } from '../../nodes/Apicbase/ApicbaseOrderValidation.node.ts';
import { anExecuteContext } from '../../harness/contexts.mts';
import { aLine, anOrder } from '../../harness/orders.mts';

/** Names of fields with those below them, in dot notation; lists count as their first entry. */
function fieldsOf(value: unknown, path = ''): string[] {
	if (Array.isArray(value)) return fieldsOf(value[0], `${path}[]`);
	if (typeof value !== 'object' || value === null) return [path];
	return Object.entries(value).flatMap(([name, field]) => [
		...(path === '' ? [] : [path]),
		...fieldsOf(field, path === '' ? name : `${path}.${name}`),
	]);
}

function fieldsIn(schema: JsonSchema, path = ''): string[] {
	if (schema.items) return fieldsIn(schema.items, `${path}[]`);
	return [
		...(path === '' ? [] : [path]),
		...Object.entries(schema.properties ?? {}).flatMap(([name, field]) =>
			fieldsIn(field, path === '' ? name : `${path}.${name}`),
		),
	];
}

it('names every field that Order Validation puts out, in the same order', async () => {
	const order = anOrder({ packages: [aLine({ articleNumber: '' })] });
	const context = anExecuteContext({
		node: new ApicbaseOrderValidation(),
		inputs: [[{ json: order }]],
	});
	const [, invalid] = await new ApicbaseOrderValidation().execute.call(context);
	const { validation } = invalid![0]!.json as { validation: object };
	const schema = outputSchemas['v1.0.0']!.properties!.validation!;
	expect([...new Set(fieldsOf(validation))]).toEqual(fieldsIn(schema));
	expect(fieldsIn(outputSchemas['v1.0.0']!)).toEqual(
		expect.arrayContaining([...new Set(fieldsOf(order))]),
	);
});

it('has a schema for each operation', () => {
	const { properties } = new Apicbase().description;
	const operations = properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options }) =>
			(options as Array<{ value: string }>).map(
				({ value }) => `v1.0.0/${String(displayOptions?.show?.resource?.[0] as string)}/${value}`,
			),
		);
	const described = Object.keys(outputSchemas).filter((path) => path.includes('/'));
	expect(operations.filter((path) => !described.includes(path))).toEqual([]);
});
