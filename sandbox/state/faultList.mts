/** What a faulted request meets instead of, or before, its normal answer. */
export const FAULT_KINDS = [
	'expiredToken',
	'forbidden',
	'throttled',
	'serverError',
	'slow',
	'timeout',
	'disconnect',
	'cutOff',
	'html',
	'redirect',
	'malformedItem',
	'newOrder',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** A fault to come. */
export interface FaultInput {
	kind: FaultKind;
	method?: string;
	/** A path without query; a `*` at the end stands for any rest. By default every API route. */
	path?: string;
	/** Query values the request must carry. */
	query?: Record<string, string>;
	/** How many requests it meets; 1 by default. */
	times?: number | 'always';
	/** How many matching requests it lets pass first. */
	after?: number;
	/** `serverError`: the HTTP status, 500 by default. */
	status?: number;
	/** `slow`: how long the answer is held back. */
	delayMs?: number;
	/** `throttled`: the Retry-After header as sent; null for none; 1 by default. */
	retryAfter?: string | number | null;
	/** `redirect`: where to. */
	location?: string;
	/** `malformedItem`: what stands at the head of the list. */
	item?: unknown;
	/** `newOrder`: how many orders arrive before this request is answered; 1 by default. */
	count?: number;
}

/** A fault with what is left of it. */
export interface Fault extends FaultInput {
	faultId: number;
	path: string;
	timesLeft: number | 'always';
	afterLeft: number;
}

interface Asked {
	method: string;
	path: string;
	query: Record<string, string>;
}

/** Faults in the order they were added; one request meets at most one of them. */
export class FaultList {
	private faults: Fault[] = [];
	private lastFaultId = 0;

	add(input: FaultInput): number {
		this.lastFaultId += 1;
		this.faults.push({
			...input,
			faultId: this.lastFaultId,
			path: input.path ?? '/api/*',
			timesLeft: input.times ?? 1,
			afterLeft: input.after ?? 0,
		});
		return this.lastFaultId;
	}

	list(): readonly Fault[] {
		return this.faults;
	}

	clear(): void {
		this.faults = [];
	}

	/** The fault this request meets, counted down. */
	take(asked: Asked): Fault | undefined {
		for (const fault of this.faults) {
			if (!matches(fault, asked)) continue;
			if (fault.afterLeft > 0) {
				fault.afterLeft -= 1;
				continue;
			}
			if (fault.timesLeft !== 'always') fault.timesLeft -= 1;
			this.faults = this.faults.filter(({ timesLeft }) => timesLeft !== 0);
			return fault;
		}
		return undefined;
	}
}

function matches(fault: Fault, { method, path, query }: Asked): boolean {
	if (fault.method !== undefined && fault.method.toUpperCase() !== method) return false;
	if (!pathMatches(fault.path, path)) return false;
	return Object.entries(fault.query ?? {}).every(([name, value]) => query[name] === value);
}

function pathMatches(pattern: string, path: string): boolean {
	if (pattern.endsWith('*')) return path.startsWith(pattern.slice(0, -1));
	const bare = (text: string) => text.replace(/\/+$/, '');
	return bare(pattern) === bare(path);
}
