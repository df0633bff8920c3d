export type ProblemKind =
	| 'credential'
	| 'permission'
	| 'not_found'
	| 'conflict'
	| 'bad_request'
	| 'rate_limited'
	| 'unavailable'
	| 'timeout'
	| 'network'
	| 'unexpected_reply'
	| 'configuration'
	| 'cancelled';

/** Why something could not be done at Apicbase, in words for the person who can act on it. */
export interface ApiProblem {
	kind: ProblemKind;
	/** "Cannot read orders. Apicbase …" */
	message: string;
	/** The next step, starting with a verb. */
	description: string;
	/** The HTTP status, where Apicbase answered. */
	status: number | null;
	/** How long Apicbase asks to wait, where it does; at most 15 minutes. */
	retryAfterMs?: number;
	/** What Apicbase says about single fields (only `bad_request`). */
	fields?: Readonly<Record<string, readonly string[]>>;
}

/** Whether a 400 may be about one of these parameters: it names one of them, or none at all. */
export const mayRefuse = (
	{ kind, fields = {} }: ApiProblem,
	parameters: readonly string[],
): boolean =>
	kind === 'bad_request' &&
	(Object.keys(fields).length === 0 || parameters.some((name) => Object.hasOwn(fields, name)));

const transient: ReadonlySet<ProblemKind> = new Set([
	'rate_limited',
	'unavailable',
	'timeout',
	'network',
	'unexpected_reply',
]);

/** Whether the same request may go through later without anybody doing anything. */
export const isTransient = ({ kind }: Pick<ApiProblem, 'kind'>): boolean => transient.has(kind);
