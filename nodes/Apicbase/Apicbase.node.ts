import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { executeAnswer } from './actions/answer/execute';
import { answerProperties } from './actions/answer/properties';

export class Apicbase implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Apicbase',
		name: 'apicbase',
		icon: { light: 'file:../../icons/apicbase.svg', dark: 'file:../../icons/apicbase.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Answer, look up and mark orders in Apicbase',
		defaults: { name: 'Apicbase' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [{ name: 'Answer', value: 'answer' }],
				default: 'answer',
			},
			...answerProperties,
		],
	};

	execute = executeAnswer;
}
