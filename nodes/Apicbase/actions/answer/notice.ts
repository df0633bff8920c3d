import type { INodeProperties } from 'n8n-workflow';

export const answerNotice: INodeProperties = {
	displayName:
		"The customer sees this answer when the workflow starts with an Apicbase Trigger that answers 'By an Apicbase Answer Step'.",
	name: 'answerNotice',
	type: 'notice',
	default: '',
};
