/** Everything public documentation leaves open about the real Apicbase; the first of each is the likeliest reading. */
export const CHOICES = {
	tokenJsonBody: ['accept', 'refuse'],
	refreshTokens: ['rotate', 'keep'],
	missingSlash: ['accept', 'redirect', 'serverError'],
	nextLink: ['url', 'integer', 'null'],
	pageSizeAboveMaximum: ['clamp', 'refuse'],
	ordering: ['newestFirst', 'oldestFirst'],
	filterFormat: ['both', 'dateTime', 'date'],
	orderedOnGt: ['exclusive', 'inclusive'],
	/** What `ordered_on__gt=2026-01-31` means: after that day has begun, or after it has ended. */
	dateFilterBoundary: ['startOfDay', 'endOfDay'],
	unmarking: ['refuse', 'ignore'],
	markAnswer: ['order', 'empty'],
	/** Whether a 400 says which parameter it is about. */
	refusals: ['byField', 'detail'],
	/** How moments are marked as UTC; `none` leaves it to the reader. */
	timestamps: ['Z', 'offset', 'none'],
	orderedOnAtResend: ['renewed', 'kept'],
	rateLimitHeaders: ['RateLimit', 'X-RateLimit', 'both', 'none'],
} as const;

/** How a webhook request can be sent; everything but the first of each is a way it can go wrong. */
export const DELIVERY_CHOICES = {
	signature: [
		'valid',
		'corrupt',
		'short',
		'upperCase',
		'absent',
		'repeated',
		'ofAnotherBody',
		'emptySecret',
	],
	/** `reformatted`: a proxy re-encodes it as compact UTF-8 after signing; `gzip`: compresses it after signing. */
	body: ['asSigned', 'reformatted', 'gzip'],
} as const;

type OneOf<Table extends Record<string, readonly string[]>> = {
	-readonly [Name in keyof Table]: Table[Name][number];
};

/** How one webhook request is sent. */
export interface DeliveryMode extends OneOf<typeof DELIVERY_CHOICES> {
	contentType: string;
	/** How many times the same request is sent. */
	copies: number;
	copiesAtOnce: boolean;
	/** Pause in the middle of the body. */
	pauseMs: number;
	/** How long Apicbase waits for the supplier's answer. */
	timeoutMs: number;
	/** The supplier's answer never reaches Apicbase: the customer sees a refusal of an accepted order. */
	loseAnswer: boolean;
}

/** All switches of a sandbox. */
export interface Switches extends OneOf<typeof CHOICES> {
	/** Every API and token request is answered with 503. */
	outage: boolean;
	tokenDown: boolean;
	tokenLifetimeSeconds: number;
	/** Origin written into `next` and `previous` instead of the one that was called. */
	nextOrigin: string | null;
	maximumPageSize: number;
	fetchedFilterName: string;
	/** Whether list items carry the fetched and viewed marks. */
	marksInItems: boolean;
	/** Whether reading the list marks its orders as fetched. */
	markFetchedOnRead: boolean;
	/** Whether PATCH on the collection, with the id in the body, works. */
	markByCollection: boolean;
	rateLimitPerMinute: number | null;
	retryAfterHeader: boolean;
	delivery: DeliveryMode;
}

/** Changes to some switches; `delivery` is merged one level deep. */
export type SwitchChanges = Partial<Omit<Switches, 'delivery'>> & {
	delivery?: Partial<DeliveryMode>;
};

/** The sandbox as it starts. */
export const DEFAULT_SWITCHES: Readonly<Switches> = {
	...firstOfEach(CHOICES),
	outage: false,
	tokenDown: false,
	tokenLifetimeSeconds: 604_800,
	nextOrigin: null,
	maximumPageSize: 200,
	fetchedFilterName: 'fetched_by_supplier',
	marksInItems: false,
	markFetchedOnRead: false,
	markByCollection: false,
	rateLimitPerMinute: 100,
	retryAfterHeader: true,
	delivery: {
		...firstOfEach(DELIVERY_CHOICES),
		contentType: 'application/json',
		copies: 1,
		copiesAtOnce: false,
		pauseMs: 0,
		timeoutMs: 10_000,
		loseAnswer: false,
	},
};

/** The switches with the changes applied; neither argument is touched. */
export function changeSwitches(current: Readonly<Switches>, changes: SwitchChanges): Switches {
	return { ...current, ...changes, delivery: { ...current.delivery, ...changes.delivery } };
}

function firstOfEach<Table extends Record<string, readonly string[]>>(table: Table): OneOf<Table> {
	return Object.fromEntries(
		Object.entries(table).map(([name, [first]]) => [name, first]),
	) as OneOf<Table>;
}
