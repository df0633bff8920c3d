import type { IDisplayOptions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { format, formatLineName } from '../../../core/messages/format';
import { allRules } from '../../../core/validation/rules/allRules';
import type { SettingName } from '../../../core/validation/checkSettings';

type AnyRule = (typeof allRules)[number];

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const withArticles: IDisplayOptions = { show: { useArticles: [true] } };

/** The rules that can run before any list of articles or customers was read. */
export const rulesWithoutLists = allRules.filter(({ needs }) => needs === 'nothing');

const matching = (displayName: string, name: SettingName, codes: string): INodeProperties => ({
	displayName,
	name,
	type: 'multiOptions',
	options: [
		{ name: 'Leading Zeros', value: 'leadingZeros' },
		{ name: 'Spaces', value: 'spaces' },
		{ name: 'Upper and Lower Case', value: 'case' },
	],
	default: [],
	description: `What makes no difference when ${codes} are compared. Invisible characters and spaces around a number never do.`,
});

/** Every setting of the checks as the panel shows it, by its name; sentences and docs call a setting what the panel calls it. */
const settingProperties: Record<SettingName, INodeProperties> = {
	articleMatching: {
		...matching('Ignore in Article Numbers', 'articleMatching', 'article numbers'),
		displayOptions: withArticles,
	},
	priceTolerancePercent: {
		displayName: 'Price Tolerance (%)',
		name: 'priceTolerancePercent',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 2 },
		default: 0,
		displayOptions: withArticles,
		description: "By how many per cent the order's price may differ from the list price",
	},
	customerNumbers: {
		displayName: 'Known Customer Numbers',
		name: 'customerNumbers',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		placeholder: 'e.g. C-42, C-43',
		displayOptions: { show: { useCustomers: [false] } },
		description:
			'The customers who may order, separated by commas or one per line, or a list from an expression. Leave empty to accept every customer number.',
	},
	customerMatching: matching('Ignore in Customer Numbers', 'customerMatching', 'customer numbers'),
	minimumOrderValue: {
		displayName: 'Minimum Order Value',
		name: 'minimumOrderValue',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 2 },
		default: 0,
		description:
			'The least an order total may be, in the currency of the order. Zero switches the check off.',
	},
	leadTimeDays: {
		displayName: 'Lead Time (Days)',
		name: 'leadTimeDays',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 365 },
		default: 0,
		description:
			'Earliest delivery, in delivery days after the order: 0 = same day, 1 = next delivery day. An order placed on a day without deliveries counts as placed on the next delivery day.',
	},
	cutOffTime: {
		displayName: 'Cut-Off Time',
		name: 'cutOffTime',
		type: 'string',
		default: '',
		placeholder: 'e.g. 16:00',
		description:
			'An order placed later than this counts as placed on the next delivery day. Leave empty for none.',
	},
	deliveryDays: {
		displayName: 'Delivery Days',
		name: 'deliveryDays',
		type: 'multiOptions',
		options: weekdays.map((name, index) => ({ name, value: index + 1 })),
		default: [1, 2, 3, 4, 5, 6, 7],
		description: 'Days of the week on which you deliver',
	},
	closedDates: {
		displayName: 'Closed Dates',
		name: 'closedDates',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		placeholder: 'e.g. 2026-12-25, 2026-12-31 to 2027-01-03',
		description:
			'Dates and ranges of dates on which you do not deliver, separated by commas or one per line',
	},
	timeZone: {
		displayName: 'Time Zone',
		name: 'timeZone',
		type: 'string',
		default: '',
		placeholder: 'e.g. Europe/Brussels',
		description:
			'Where the delivery days and the cut-off time hold. Leave empty to use the time zone of the workflow.',
	},
	severities: rulesProperty(allRules),
	messageLanguage: {
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
		description: 'Language of what the customer reads. What the staff reads is English.',
	},
};

/** What the panel calls a setting. */
export const labelOf = (name: SettingName): string => settingProperties[name].displayName;

/** The settings in the order of the panel. */
export const settingNames = Object.keys(settingProperties) as SettingName[];

/** The settings of these rules, then which of the rules count, and the language. */
export const settingNamesFor = (rules: readonly AnyRule[]): SettingName[] =>
	settingNames.filter(
		(name) =>
			name === 'severities' ||
			name === 'messageLanguage' ||
			rules.some(({ uses }) => uses.includes(name)),
	);

/** The panel of the settings that these rules go by, shown as told; the language, which every answer needs, always. */
export const settingsPanel = (
	rules: readonly AnyRule[],
	displayOptions?: IDisplayOptions,
): INodeProperties[] =>
	settingNamesFor(rules).map((name) => ({
		...(name === 'severities' ? rulesProperty(rules) : settingProperties[name]),
		...(displayOptions && name !== 'messageLanguage' && { displayOptions }),
	}));

function rulesProperty(rules: readonly AnyRule[]): INodeProperties {
	return {
		displayName: 'Rules',
		name: 'severities',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Rule',
		default: {},
		description:
			'Which rules refuse an order, only warn, or are not checked; the others keep their default',
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
	};
}

function ruleOption(rule: AnyRule): INodePropertyOptions {
	const name = rule.code.replace(/_/g, ' ').replace(/\b\w/g, (letter) => letter.toUpperCase());
	return { name, value: rule.code, description: describeRule(rule) };
}

function describeRule({ message, example, defaultSeverity }: AnyRule): string {
	const line = formatLineName({ line: 2, articleNumber: 'ABC-123', articleName: 'Tomatoes' });
	const outcome = defaultSeverity === 'error' ? 'refuse' : 'warn';
	return `Default: ${outcome}. Example: "${format(message, { line, ...example }, 'en')}"`;
}
