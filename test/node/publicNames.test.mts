import type { INodeProperties, INodeType } from 'n8n-workflow';
import { allRules } from '../../core/validation/rules/allRules.ts';
import { structureRules } from '../../core/order/structureRules.ts';
import { ApicbaseOAuth2Api } from '../../credentials/ApicbaseOAuth2Api.credentials.ts';
import { ApicbaseWebhookApi } from '../../credentials/ApicbaseWebhookApi.credentials.ts';
import { Apicbase } from '../../nodes/Apicbase/Apicbase.node.ts';
import { ApicbaseNewOrderTrigger } from '../../nodes/Apicbase/ApicbaseNewOrderTrigger.node.ts';
import { ApicbaseOrderValidation } from '../../nodes/Apicbase/ApicbaseOrderValidation.node.ts';
import { ApicbaseTrigger } from '../../nodes/Apicbase/ApicbaseTrigger.node.ts';
import { readRelease } from '../../harness/releases.mts';
import { namesIn, type PublicParameter } from '../../harness/publicNames.mts';

interface PublicNames {
	parameters: Record<string, Record<string, PublicParameter>>;
	/** Code → severity unless the user sets another. */
	rules: Record<string, string>;
	structure: string[];
}

const nodes: INodeType[] = [
	new ApicbaseTrigger(),
	new ApicbaseNewOrderTrigger(),
	new ApicbaseOrderValidation(),
	new Apicbase(),
];
const types = [
	...nodes.map(({ description }) => description),
	new ApicbaseOAuth2Api(),
	new ApicbaseWebhookApi(),
];
const properties = new Map<string, INodeProperties[]>(
	types.map((type) => [type.name, type.properties]),
);
const released = readRelease<PublicNames>('publicNames.json');

describe.each(Object.entries(released.parameters))(
	'what a workflow or credential saved with version 0.1 names of %s',
	(type, parameters) => {
		const today = namesIn(properties.get(type) ?? []);

		it.each(Object.entries(parameters))(
			'still has %s, with the default and the values it had',
			(name, { default: value, values }) => {
				expect(today[name]).toMatchObject({ default: value });
				expect(today[name]?.values ?? []).toEqual(expect.arrayContaining(values ?? []));
			},
		);
	},
);

it('keeps the codes of all rules, and what they do unless they are set', () => {
	expect(
		Object.fromEntries(allRules.map(({ code, defaultSeverity }) => [code, defaultSeverity])),
	).toMatchObject(released.rules);
});

it('keeps the codes of what is no order', () => {
	expect(Object.values(structureRules).map(({ code }) => code)).toEqual(
		expect.arrayContaining(released.structure),
	);
});

it('keeps the address of the webhook, and the version every saved node names', () => {
	expect(
		nodes.map(({ description }) => [
			description.name,
			description.version,
			description.webhooks?.[0]?.path,
		]),
	).toEqual([
		['apicbaseTrigger', 2, 'webhook'],
		['apicbaseNewOrderTrigger', 1, undefined],
		['apicbaseOrderValidation', 1, undefined],
		['apicbase', 1, undefined],
	]);
});
