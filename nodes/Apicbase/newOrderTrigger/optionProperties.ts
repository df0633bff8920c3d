import type { INodeProperties } from 'n8n-workflow';
import { externalIdPrefixOption } from '../externalIdPrefix';

/** What most suppliers never change: how Apicbase is asked, and the alarm. */
export const pollOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		externalIdPrefixOption,
		{
			displayName: 'Fetched Filter',
			name: 'fetchedFilter',
			type: 'string',
			default: 'fetched_by_supplier',
			description: 'What Apicbase calls the filter for orders that are not marked as fetched',
		},
		{
			displayName: 'Filter Format',
			name: 'filterFormat',
			type: 'options',
			options: [
				{ name: 'Date', value: 'date' },
				{ name: 'Date and Time', value: 'dateTime' },
			],
			default: 'dateTime',
			description:
				'How Apicbase is asked for orders after a moment. It falls back to the date when the time is refused.',
		},
		{
			displayName: 'Overlap (Hours)',
			name: 'overlapHours',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 48,
			description: 'How far back each poll reads again, to find orders that became visible late',
		},
		{
			displayName: 'Page Size',
			name: 'pageSize',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 200 },
			default: 200,
			description: 'Orders asked for with one request',
		},
		{
			displayName: 'Runs at Once',
			name: 'maxRunsAtOnce',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 4,
			description:
				'How many runs of this trigger may be under way at the same time. Where n8n itself is limited (N8N_CONCURRENCY_PRODUCTION_LIMIT), stay below its number, or orders of other workflows wait.',
		},
		{
			displayName: 'Silence Alarm (Hours)',
			name: 'silenceAlarmHours',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 24,
			description:
				'Adds the output No New Orders. It gets one item when no new order has come for this long, and one when orders come again.',
		},
	],
};
