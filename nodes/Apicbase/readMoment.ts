import { DateTime } from 'luxon';

/** A date field's value as epoch ms, read in the workflow's time zone where it names none; `undefined` when it is empty, NaN when it is no date. */
export function readMoment(value: unknown, zone: string): number | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	if (value instanceof Date) return value.getTime();
	if (DateTime.isDateTime(value)) return value.toMillis();
	return DateTime.fromISO(String(value).trim().replace(' ', 'T'), { zone }).toMillis();
}
