import type { IDisplayOptions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { allRules } from '../../../core/validation/rules/allRules';

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

type AnyRule = (typeof allRules)[number];

/** The settings that the Order Validation node and the Apicbase Trigger share: those of rules that need no list of articles or customers. */
export function checkProperties(
	rules: readonly AnyRule[],
	displayOptions: IDisplayOptions = {},
): INodeProperties[] {
	return [...valueProperties, ...deliveryProperties, rulesProperty(rules), languageProperty].map(
		(property) => ({
			...property,
			displayOptions,
		}),
	);
}

/** The rules that can run before any list of articles or customers was read. */
export const rulesWithoutLists = allRules.filter(({ needs }) => needs === 'nothing');

const valueProperties: INodeProperties[] = [
	{
		displayName: 'Minimum Order Value',
		name: 'minimumOrderValue',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 2 },
		default: 0,
		description:
			"The least an order's total may be, in the currency of the order. Zero switches the check off.",
	},
];

const deliveryProperties: INodeProperties[] = [
	{
		displayName: 'Lead Time (Days)',
		name: 'leadTimeDays',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 365 },
		default: 0,
		description:
			'How many delivery days later an order can be delivered at the earliest: 0 for the same day, 1 for the next delivery day. An order placed on a day without deliveries counts as placed on the next delivery day.',
	},
	{
		displayName: 'Cut-Off Time',
		name: 'cutOffTime',
		type: 'string',
		default: '',
		placeholder: 'e.g. 16:00',
		description:
			'Time of the day by which orders must be in; a later one counts as placed on the next delivery day. With a lead time of 1, orders for the next delivery day must be in by then. Leave empty for none.',
	},
	{
		displayName: 'Delivery Days',
		name: 'deliveryDays',
		type: 'multiOptions',
		options: weekdays.map((name, index) => ({ name, value: index + 1 })),
		default: [1, 2, 3, 4, 5, 6, 7],
		description: 'Days of the week on which you deliver',
	},
	{
		displayName: 'Closed Dates',
		name: 'closedDates',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		placeholder: 'e.g. 2026-12-25, 2027-01-01',
		description: 'Single days on which you do not deliver, with commas or one per line',
	},
	{
		displayName: 'Time Zone',
		name: 'timeZone',
		type: 'string',
		default: '',
		placeholder: 'e.g. Europe/Brussels',
		description:
			'Where the delivery days and the cut-off time hold. Leave empty to use the time zone of the workflow.',
	},
];

const rulesProperty = (rules: readonly AnyRule[]): INodeProperties => ({
	displayName: 'Rules',
	name: 'severities',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Rule',
	default: {},
	description:
		'Which rules refuse an order, only warn, or do not count; the others keep their default',
	options: [
		{
			displayName: 'Rule',
			name: 'rules',
			values: [
				{
					displayName: 'Rule',
					name: 'code',
					type: 'options',
					options: rules.map(ruleOption),
					default: 'article_repeated',
				},
				{
					displayName: 'Outcome',
					name: 'severity',
					type: 'options',
					options: [
						{ name: 'Refuse the Order', value: 'error' },
						{ name: 'Warn', value: 'warning' },
						{ name: 'Do Not Check', value: 'off' },
					],
					default: 'warning',
				},
			],
		},
	],
});

const languageProperty: INodeProperties = {
	displayName: "Customer's Language",
	name: 'messageLanguage',
	type: 'options',
	options: [
		{ name: 'Dutch', value: 'nl' },
		{ name: 'English', value: 'en' },
		{ name: 'French', value: 'fr' },
		{ name: 'German', value: 'de' },
	],
	default: 'en',
	description: 'Language of what the customer is told',
};

function ruleOption({ code, message, defaultSeverity }: AnyRule): INodePropertyOptions {
	const name = code.replace(/_/g, ' ').replace(/\b\w/g, (letter) => letter.toUpperCase());
	const outcome = defaultSeverity === 'error' ? 'Refuses the order' : 'Warns';
	return { name, value: code, description: `${outcome} unless you change it: ${message.en}` };
}
