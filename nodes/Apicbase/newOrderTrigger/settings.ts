import { NodeOperationError, type IPollFunctions } from 'n8n-workflow';
import type { PollPlan } from '../../../core/polling/beginPoll';
import type { Delivery } from '../../../core/polling/delivery';
import type { Start } from '../../../core/polling/memory';
import type { FilterFormat } from '../../../core/api/orderQuery';
import { readMoment } from '../readMoment';
import { readConnection, type ConnectionReading } from '../transport/connection';

/** What the user set, checked and in milliseconds. */
export interface PollSettings extends PollPlan {
	connection: ConnectionReading;
	statuses: string[];
	/** Whether only orders are asked for that Apicbase has not marked as fetched. */
	onlyUnfetched: boolean;
	fetchedFilter: string;
	limit: number;
	separateRuns: boolean;
	pageSize: number;
	filterFormat: FilterFormat;
	silenceAlarmHours: number;
}

const hourMs = 3_600_000;
const minuteMs = 60_000;

/** Reads the parameters and the account; throws what the user has to put right. */
export async function readSettings(context: IPollFunctions): Promise<PollSettings> {
	const option = (name: string, otherwise: unknown) =>
		context.getNodeParameter(`options.${name}`, otherwise);
	const start = readStart(context);
	const delivery = readDelivery(context);
	const connection = await readConnection(context);
	const statuses = [context.getNodeParameter('statuses', ['ORDERED']) ?? []].flat().map(String);
	return {
		connection,
		source: connection.account,
		start,
		delivery,
		// The status an order has first is read first, so that one that changes in between is seen at least once.
		statuses:
			statuses.length === 0
				? ['ORDERED']
				: ['ORDERED', 'DELIVERED'].filter((status) => statuses.includes(status)),
		onlyUnfetched: start.from === 'unfetched' || delivery.until === 'fetched',
		fetchedFilter: String(option('fetchedFilter', 'fetched_by_supplier')),
		limit: atLeast(1, context.getNodeParameter('limit', 100), 100),
		separateRuns: context.getNodeParameter('separateRuns', true) !== false,
		overlapMs: atLeast(0, option('overlapHours', 48), 48) * hourMs,
		pageSize: atLeast(1, option('pageSize', 200), 200),
		filterFormat: option('filterFormat', 'dateTime') === 'date' ? 'date' : 'dateTime',
		silenceAlarmHours: atLeast(0, option('silenceAlarmHours', 0), 0),
	};
}

function readStart(context: IPollFunctions): Start {
	const from = context.getNodeParameter('startFrom', 'now');
	if (from === 'unfetched') return { from };
	if (from !== 'date') return { from: 'now' };
	const typed = context.getNodeParameter('startDate', '');
	const dateMs = readMoment(typed, context.getTimezone());
	if (dateMs !== undefined && !Number.isNaN(dateMs)) return { from, dateMs };
	throw new NodeOperationError(
		context.getNode(),
		`Cannot look for new orders. The 'Start Date' "${String(typed)}" is not a date.`,
		{
			description: "Choose a date in the parameter 'Start Date'.",
		},
	);
}

function readDelivery(context: IPollFunctions): Delivery {
	const until = context.getNodeParameter('delivery', 'untilSuccess');
	const number = (name: string, otherwise: number) => context.getNodeParameter(name, otherwise);
	if (until === 'once') return { until: 'once' };
	if (until === 'untilFetched')
		return {
			until: 'fetched',
			redeliverAfterMs: atLeast(0, number('redeliverAfterMinutes', 60), 60) * minuteMs,
		};
	return {
		until: 'success',
		maxAttempts: Math.floor(atLeast(1, number('maxAttempts', 5), 5)),
		retryAfterMs: atLeast(0, number('retryAfterMinutes', 5), 5) * minuteMs,
	};
}

function atLeast(least: number, value: unknown, otherwise: number): number {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	return typeof number === 'number' && Number.isFinite(number)
		? Math.max(least, number)
		: otherwise;
}
