import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { Columns } from '../../../../core/assortment/articleSchema';
import { readList } from '../../../../core/validation/readList';
import { columnProperty as column } from '../../commonProperties';

export const columnsField: INodeProperties = {
	displayName: 'Columns',
	name: 'columns',
	type: 'collection',
	placeholder: 'Add Column',
	default: {},
	description:
		"The names of your columns. A column you do not name is looked for under Apicbase's own name, e.g. third_party_id. Once you name one, columns that stand for nothing here are not sent.",
	options: [
		column('Article Number Column', 'third_party_id', 'sku', 'Your article number'),
		column('Brand Column', 'brand', 'brand', 'The brand'),
		column(
			'Customer Number Column',
			'customer_number',
			'assortment',
			'Whose row it is; rows of another assortment are not sent',
		),
		column('Description Column', 'description', 'notes', 'A longer description'),
		column('GTIN Column', 'gtin', 'barcode', 'The bar code of the package'),
		column('Inner GTIN Column', 'inner_gtin', 'unit_barcode', 'The bar code of one unit in it'),
		column('Lead Time Column', 'lead_time', 'lead_time', 'Days and time, e.g. 1 12:00:00'),
		column('Name Column', 'name', 'description', 'The name that customers see'),
		column('Orderable Column', 'orderable', 'active', 'Yes or no'),
		column(
			'Package Description Column',
			'package_description',
			'package_description',
			'The package as nested JSON, when there is no size',
		),
		column('Package Type Column', 'package_type', 'packaging', 'What it comes in, e.g. Crate'),
		column('Price Column', 'price', 'list_price', 'The price per package, or per unit'),
		column('Price Type Column', 'price_type_code', 'price_type', '0 per package, 1 per unit'),
		column('Price Unit Column', 'price_unit', 'price_unit', 'The unit that the price is for'),
		column('Shared ID Column', 'shared_id', 'shared_id', 'What joins packages of one article'),
		column('Size Column', 'size', 'content', 'The size as people write it, e.g. 6 x 33 cl'),
		column('Weighted Column', 'weighted', 'by_weight', 'Yes or no'),
	],
};

export const uploadFields: INodeProperties[] = [
	{
		displayName: 'Assortment ID',
		name: 'customerNumber',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. C-42',
		description:
			"The 'Assortment Sync ID' that Apicbase holds for the outlets that may order these articles. With an expression that differs between items, one assortment is sent for each ID.",
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
	columnsField,
	{
		displayName: 'Skip Invalid Articles',
		name: 'leaveOutBadArticles',
		type: 'boolean',
		default: false,
		description:
			'Whether to send the other articles when some do not fit what Apicbase accepts; otherwise nothing is sent. When more than a tenth do not fit, nothing is sent either way.',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
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

/** The columns that the user named. */
export function readColumns(context: IExecuteFunctions, itemIndex: number): Columns {
	const named = context.getNodeParameter('columns', itemIndex, {}) as IDataObject;
	return Object.fromEntries(
		Object.entries(named).flatMap(([field, typed]) => {
			const name = String(typed ?? '').trim();
			return name === '' ? [] : [[field, name]];
		}),
	);
}

/** The ID of the assortment that an item belongs to; empty when nothing was entered, or something that is no ID. */
export const readAssortmentId = (context: IExecuteFunctions, itemIndex: number): string =>
	readList([context.getNodeParameter('customerNumber', itemIndex, '')])?.[0] ?? '';
