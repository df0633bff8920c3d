const INSTANT =
	/^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::(\d{2})(?:\.(\d{1,6}))?)?(Z|[+-]\d{2}:?\d{2})?$/i;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

export const MICROS_PER_DAY = 86_400_000_000;

/** How a moment in UTC is marked as such. */
const SUFFIXES = { Z: 'Z', offset: '+00:00', none: '' } as const;

/** Writes microseconds since 1970 as Apicbase does: UTC, six fraction digits, marked as the switch says. */
export function writeTimestamp(
	micros: number,
	{ timestamps }: { timestamps: keyof typeof SUFFIXES },
): string {
	const wholeMs = Math.floor(micros / 1000);
	const rest = String(micros - wholeMs * 1000).padStart(3, '0');
	return `${new Date(wholeMs).toISOString().slice(0, -1)}${rest}${SUFFIXES[timestamps]}`;
}

/** Reads an ISO 8601 date and time to microseconds since 1970; without an offset it is UTC. */
export function readTimestamp(text: string): number | undefined {
	const [, date, minutes, seconds = '00', fraction = '', offset = 'Z'] = INSTANT.exec(text) ?? [];
	if (date === undefined || minutes === undefined || !isCalendarDate(date)) return undefined;
	const zone = offset.toUpperCase().replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
	const wholeSecondsMs = Date.parse(`${date}T${minutes}:${seconds}${zone}`);
	return Number.isNaN(wholeSecondsMs)
		? undefined
		: wholeSecondsMs * 1000 + Number(fraction.padEnd(6, '0'));
}

/** Reads `YYYY-MM-DD` to the microseconds since 1970 at which that day starts in UTC. */
export function readDate(text: string): number | undefined {
	return DATE.test(text) && isCalendarDate(text)
		? Date.parse(`${text}T00:00:00Z`) * 1000
		: undefined;
}

/** JavaScript reads 30 February as 1 March; Django refuses it. */
function isCalendarDate(date: string): boolean {
	const startMs = Date.parse(`${date}T00:00:00Z`);
	return !Number.isNaN(startMs) && new Date(startMs).toISOString().startsWith(date);
}
