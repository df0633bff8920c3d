import { DateTime } from 'luxon';

/** Behind this year a date is not written with four digits, and Apicbase reads no others. */
const lastYear = 9998;

/** A date field's value as epoch ms, read in the workflow's time zone where it names none; `undefined` when it is empty, NaN when it is no date. */
export function readMoment(value: unknown, zone: string): number | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const moment = toDateTime(value, zone);
	return moment.year >= 1 && moment.year <= lastYear ? moment.toMillis() : Number.NaN;
}

function toDateTime(value: unknown, zone: string): DateTime {
	if (DateTime.isDateTime(value)) return value;
	if (value instanceof Date) return DateTime.fromJSDate(value);
	return DateTime.fromISO(String(value).trim().replace(' ', 'T'), { zone });
}
