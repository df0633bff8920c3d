import { NodeOperationError, type IDisplayOptions, type INodeProperties } from 'n8n-workflow';
import { allRules } from '../../../core/validation/rules/allRules';
import type { SettingName } from '../../../core/validation/checkSettings';
import { cannotUse, evaluateSetting, type ParameterSource } from '../rules/readSettings';
import { settingsPanel } from '../rules/settings';
import { columnProperty as column } from '../commonProperties';

const withArticles: IDisplayOptions = { show: { useArticles: [true] } };
const withCustomers: IDisplayOptions = { show: { useCustomers: [true] } };

export type ColumnsParameter = 'articleFields' | 'customerFields';

/** The columns that can be named, by the parameter that holds them. */
export const columnProperties: Record<ColumnsParameter, INodeProperties[]> = {
	articleFields: [
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
			'Column that is false, no or 0 for articles that cannot be ordered; or one such as blocked or disabled that is true for them',
		),
		column('Price Column', 'price', 'list_price', 'Column with the price per package'),
	],
	customerFields: [
		column(
			'Customer Number Column',
			'number',
			'customer_number',
			'Column with the number that Apicbase sends as supplier customer number',
		),
		column('Name Column', 'name', 'name', "Column with the customer's name"),
	],
};

const switches = {
	useArticles: 'Check Against Your Articles',
	useCustomers: 'Check Against Your Customers',
};

/** Whether a list is used. It decides how many inputs the node has, so it is one for all items. */
export function readSwitch(
	{ node, evaluate }: ParameterSource,
	name: keyof typeof switches,
): boolean {
	const value = evaluate(name, 0);
	if (value === true || value === 'true') return true;
	if (value === false || value === 'false' || value === '') return false;
	throw new NodeOperationError(
		node,
		`Cannot check orders. '${switches[name]}' has an expression that gave neither true nor false.`,
		{ description: 'Switch it on or off, or let the expression give true or false.' },
	);
}

const outputLabel = 'Output';

/** Whether an order leaves as one item per line. */
export function readItemPer(source: ParameterSource, itemIndex: number): boolean {
	const nextStep = 'Choose order or line.';
	const value = evaluateSetting(source, 'itemPer', { itemIndex, label: outputLabel, nextStep });
	if (value === 'line') return true;
	if (value === 'order' || value === '') return false;
	const fact = 'is neither order nor line';
	throw cannotUse(source.node, outputLabel, itemIndex, { fact, nextStep });
}

const panel = settingsPanel(allRules);
const settings = (...names: SettingName[]) =>
	panel.filter(({ name }) => names.includes(name as SettingName));
const otherSettings = (...names: SettingName[]) =>
	panel.filter(({ name }) => !names.includes(name as SettingName));

export const validationProperties: INodeProperties[] = [
	{
		displayName:
			"When the Apicbase Trigger answers <b>Immediately After Checks</b>, the customer has already seen \"sent\" by the time an order leaves here by Invalid. To refuse it in the customer's own click, let the trigger answer <b>By an Apicbase 'Answer' Step</b>.",
		name: 'answerNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: switches.useArticles,
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
		options: columnProperties.articleFields,
	},
	...settings('articleMatching', 'priceTolerancePercent'),
	{
		displayName: switches.useCustomers,
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
		options: columnProperties.customerFields,
	},
	...otherSettings('articleMatching', 'priceTolerancePercent'),
	{
		displayName: outputLabel,
		name: 'itemPer',
		type: 'options',
		options: [
			{
				name: 'One Item per Order',
				value: 'order',
				description: 'The order with everything that was found in it',
			},
			{
				name: 'One Item per Line',
				value: 'line',
				description: "For sheets and tables: each line with the order's fields repeated beside it",
			},
		],
		default: 'order',
		description: 'What each item that leaves the node stands for',
	},
];
