const instant =
	/^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:?\d\d)?$/i;
const dateOnly = /^\d{4}-\d\d-\d\d$/;

/**
 * Reads Apicbase's `ordered_on` to milliseconds since 1970 with microseconds as decimals, so that orders of one
 * millisecond keep their order. Without an offset it is UTC (https://developers.apicbase.com/changelog); `null` when it
 * is no moment at all.
 */
export function readOrderedOnMs(value: unknown): number | null {
	if (typeof value !== 'string') return null;
	const text = value.trim();
	if (dateOnly.test(text)) return numberOrNull(Date.parse(`${text}T00:00:00Z`));
	const [, day, minutes, seconds = '00', fraction = '', offset = 'Z'] = instant.exec(text) ?? [];
	if (day === undefined || minutes === undefined) return null;
	const zone = offset.toUpperCase().replace(/^([+-]\d\d)(\d\d)$/, '$1:$2');
	const wholeSecondMs = Date.parse(`${day}T${minutes}:${seconds}${zone}`);
	return numberOrNull(wholeSecondMs + Number(fraction.padEnd(6, '0').slice(0, 6)) / 1000);
}

const numberOrNull = (value: number): number | null => (Number.isFinite(value) ? value : null);
