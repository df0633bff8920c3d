import type { INodeProperties } from 'n8n-workflow';

export const uploadFields: INodeProperties[] = [
	{
		displayName: 'Assortment ID',
		name: 'customerNumber',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. C-42',
		description:
			"The 'Assortment Sync ID' that Apicbase holds for the outlets that may order these articles",
	},
	{
		displayName: 'Articles From',
		name: 'articlesFrom',
		type: 'options',
		options: [
			{
				name: 'File',
				value: 'file',
				description: 'A file in a binary field: a JSON array of articles in UTF-8',
			},
			{
				name: 'Input Items',
				value: 'items',
				description: 'All input items together, one article each',
			},
		],
		default: 'items',
	},
	{
		displayName: 'Input Binary Field',
		name: 'binaryPropertyName',
		type: 'string',
		default: 'data',
		required: true,
		hint: 'The name of the input field containing the file',
		displayOptions: { show: { articlesFrom: ['file'] } },
	},
	{
		displayName: 'Leave Out Bad Articles',
		name: 'leaveOutBadArticles',
		type: 'boolean',
		default: false,
		description:
			'Whether to send the other articles when some do not fit what Apicbase takes; otherwise nothing is sent',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'File Name',
				name: 'fileName',
				type: 'string',
				default: 'assortment.json',
				description: 'The name under which Apicbase keeps the file',
			},
		],
	},
];
