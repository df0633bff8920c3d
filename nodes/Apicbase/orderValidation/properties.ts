import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { allRules } from '../../../core/validation/rules/allRules';
import { checkProperties } from '../rules/checkProperties';

const withArticles: IDisplayOptions = { show: { useArticles: [true] } };
const withCustomers: IDisplayOptions = { show: { useCustomers: [true] } };

const column = (
	displayName: string,
	name: string,
	placeholder: string,
	description: string,
): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	placeholder: `e.g. ${placeholder}`,
	description,
});

const matching = (displayName: string, name: string, codes: string): INodeProperties => ({
	displayName,
	name,
	type: 'multiOptions',
	options: [
		{ name: 'Leading Zeros', value: 'leadingZeros' },
		{ name: 'Spaces', value: 'spaces' },
		{ name: 'Upper and Lower Case', value: 'case' },
	],
	default: [],
	description: `What makes no difference when ${codes} are compared, always as text. Invisible characters and blanks around a number never do.`,
});

export const validationProperties: INodeProperties[] = [
	{
		displayName: 'Check Against Your Articles',
		name: 'useArticles',
		type: 'boolean',
		default: false,
		description:
			"Whether to compare the orders with your own articles, which come in by a second input, 'Articles', from your ERP, a sheet or a database",
	},
	{
		displayName: 'Article Columns',
		name: 'articleFields',
		type: 'collection',
		placeholder: 'Add Column',
		default: {},
		displayOptions: withArticles,
		description:
			"The names of the columns of the input 'Articles'. Columns you do not name are found by their usual names.",
		options: [
			column(
				'Article Number Column',
				'number',
				'sku',
				'Column with the number that Apicbase sends as supplier article number',
			),
			column(
				'Minimum Quantity Column',
				'minimumQuantity',
				'min_qty',
				'Column with the fewest packages that can be ordered',
			),
			column(
				'Multiple Column',
				'multiple',
				'order_multiple',
				'Column with the number of packages that a quantity must be a multiple of',
			),
			column('Name Column', 'name', 'description', "Column with the article's name"),
			column(
				'Orderable Column',
				'orderable',
				'active',
				'Column that is false, no or 0 for articles that cannot be ordered',
			),
			column('Price Column', 'price', 'list_price', 'Column with the price per package'),
		],
	},
	{
		...matching('Ignore in Article Numbers', 'articleMatching', 'article numbers'),
		displayOptions: withArticles,
	},
	{
		displayName: 'Price Tolerance (%)',
		name: 'priceTolerancePercent',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 2 },
		default: 0,
		displayOptions: withArticles,
		description: 'By how many per cent of your own price the price of an order may differ',
	},
	{
		displayName: 'Check Against Your Customers',
		name: 'useCustomers',
		type: 'boolean',
		default: false,
		description:
			"Whether to compare the orders with your own customers, which come in by a further input, 'Customers', from your ERP, a sheet or a database",
	},
	{
		displayName: 'Customer Columns',
		name: 'customerFields',
		type: 'collection',
		placeholder: 'Add Column',
		default: {},
		displayOptions: withCustomers,
		description:
			"The names of the columns of the input 'Customers'. Columns you do not name are found by their usual names.",
		options: [
			column(
				'Customer Number Column',
				'number',
				'customer_number',
				'Column with the number that Apicbase sends as supplier customer number',
			),
			column('Name Column', 'name', 'name', "Column with the customer's name"),
		],
	},
	{
		displayName: 'Known Customer Numbers',
		name: 'customerNumbers',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		placeholder: 'e.g. C-42, C-43',
		displayOptions: { show: { useCustomers: [false] } },
		description:
			'The customers who may order, with commas or one per line, or a list made by an expression. Leave empty to accept every customer number.',
	},
	matching('Ignore in Customer Numbers', 'customerMatching', 'customer numbers'),
	{
		displayName: 'Output',
		name: 'itemPer',
		type: 'options',
		options: [
			{ name: 'One Item per Order', value: 'order' },
			{
				name: 'One Item per Line',
				value: 'line',
				description: "For sheets and tables: the order's fields are repeated for each line",
			},
		],
		default: 'order',
		description: 'What each item that leaves the node stands for',
	},
	...checkProperties(allRules),
];
