import { NodeOperationError, type IPollFunctions } from 'n8n-workflow';
import {
	hourMs,
	minuteMs,
	orderStatuses,
	type DeliveryPolicy,
	type PollRules,
	type Start,
} from '../../../core/polling/state';
import { readExternalIdPrefix } from '../externalIdPrefix';
import type { FilterFormat } from '../../../core/api/orderQuery';
import { readMoment } from '../readMoment';
import { readConnection, type ConnectionReading } from '../transport/connection';

/** What the user set, checked and in milliseconds. */
export interface PollSettings extends PollRules {
	connection: ConnectionReading;
	account: string;
	fetchedFilter: string;
	separateRuns: boolean;
	filterFormat: FilterFormat;
	externalIdPrefix: string;
}

const mostOverlapHours = 10 * 366 * 24;
const largestPage = 200;
/** Below the limit of five runs that small installations and n8n Cloud have. */
const usualRunsAtOnce = 4;

/** Reads the parameters and the account; throws what the user has to correct. */
export async function readSettings(context: IPollFunctions): Promise<PollSettings> {
	const option = (name: string, otherwise: unknown) =>
		context.getNodeParameter(`options.${name}`, otherwise);
	const start = readStart(context);
	const policy = readDelivery(context);
	const separateRuns =
		policy.until === 'success' || context.getNodeParameter('separateRuns', true) !== false;
	const connection = await readConnection(context);
	const statuses = [context.getNodeParameter('statuses', ['ORDERED']) ?? []]
		.flat()
		.map((status) => String(status).trim().toUpperCase());
	const known = orderStatuses.filter((status) => statuses.includes(status));
	return {
		connection,
		account: connection.account,
		start,
		policy,
		// The status an order has first is read first, so that one that changes in between is seen at least once.
		statuses: known.length === 0 ? ['ORDERED'] : known,
		onlyUnfetched: start.from === 'unfetched' || policy.until === 'fetched',
		fetchedFilter: String(option('fetchedFilter', 'fetched_by_supplier')),
		limit: Math.floor(atLeast(1, context.getNodeParameter('limit', 100), 100)),
		separateRuns,
		maxRunsAtOnce: readRunsAtOnce(option('maxRunsAtOnce', null), policy, separateRuns),
		overlapMs: Math.min(mostOverlapHours, atLeast(0, option('overlapHours', 48), 48)) * hourMs,
		pageSize: Math.min(largestPage, Math.floor(atLeast(1, option('pageSize', 200), 200))),
		filterFormat: option('filterFormat', 'dateTime') === 'date' ? 'date' : 'dateTime',
		silenceAlarmHours: atLeast(0, option('silenceAlarmHours', 0), 0),
		externalIdPrefix: readExternalIdPrefix((name, otherwise) =>
			context.getNodeParameter(name, otherwise),
		),
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

/** With Once, and with one run for all orders, as many as there are, unless the user set a number. */
function readRunsAtOnce(typed: unknown, policy: DeliveryPolicy, separateRuns: boolean): number {
	if (!separateRuns) return Number.POSITIVE_INFINITY;
	const usual = policy.until === 'once' ? Number.POSITIVE_INFINITY : usualRunsAtOnce;
	return Math.floor(atLeast(1, typed, usual));
}

function readDelivery(context: IPollFunctions): DeliveryPolicy {
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
