import {
	resolveWebhookDescriptionField,
	Workflow,
	type INode,
	type INodeTypes,
	type IWebhookDescription,
} from 'n8n-workflow';
import { ApicbaseTrigger } from '../../nodes/Apicbase/ApicbaseTrigger.node.ts';

const trigger = new ApicbaseTrigger();
const [description] = trigger.description.webhooks as [IWebhookDescription];
const nodeTypes = { getByNameAndVersion: () => trigger } as unknown as INodeTypes;

const aTriggerNode = (responseMode: string): INode => ({
	id: '1',
	name: 'Apicbase Trigger',
	type: 'apicbaseTrigger',
	typeVersion: 2,
	position: [0, 0],
	parameters: { responseMode },
});

describe.each([
	['onReceived', ['onReceived', 200, '']],
	['lastNode', ['lastNode', 200, 'firstEntryJson']],
	['responseNode', ['responseNode', 503, '']],
])('what n8n answers by itself in the mode %s', (mode, expected) => {
	const node = aTriggerNode(mode);
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const fields = ['responseMode', 'responseCode', 'responseData'];

	it('is computed without the expression engine', () => {
		expect(fields.map((field) => resolveWebhookDescriptionField(node, description, field))).toEqual(
			expected.map((value) => ({ resolved: true, value })),
		);
	});

	it('is the same where n8n evaluates the expressions', () => {
		expect(
			fields.map((field) =>
				workflow.expression.getSimpleParameterValue(node, description[field], 'webhook', {}),
			),
		).toEqual(expected);
	});
});
