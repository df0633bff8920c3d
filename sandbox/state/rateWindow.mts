const MINUTE_MS = 60_000;

/** What a caller may still do in the current minute. */
export interface Allowance {
	allowed: boolean;
	remaining: number;
	/** Whole seconds until the oldest counted request leaves the window. */
	resetSeconds: number;
}

/** A sliding window of one minute per caller; refused requests do not count, as in Django REST Framework. */
export class RateWindow {
	private readonly startsByCaller = new Map<string, number[]>();

	take(caller: string, limit: number, nowMs: number): Allowance {
		const recent = (this.startsByCaller.get(caller) ?? []).filter(
			(atMs) => atMs > nowMs - MINUTE_MS,
		);
		const allowed = recent.length < limit;
		if (allowed) recent.push(nowMs);
		this.startsByCaller.set(caller, recent);
		const oldestMs = recent[0] ?? nowMs;
		return {
			allowed,
			remaining: limit - recent.length,
			resetSeconds: Math.ceil((oldestMs + MINUTE_MS - nowMs) / 1000),
		};
	}

	clear(): void {
		this.startsByCaller.clear();
	}
}
