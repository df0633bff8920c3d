/** What has to happen before an order counts as handed over. */
export type Delivery =
	| { until: 'once' }
	| { until: 'success'; maxAttempts: number; retryAfterMs: number }
	| { until: 'fetched'; redeliverAfterMs: number };

const dayMs = 86_400_000;

/** The pause after this attempt (from 1): doubling from one to the next, up to a day. */
export function pauseAfterMs(delivery: Delivery, attempt: number): number {
	if (delivery.until === 'once') return 0;
	if (delivery.until === 'fetched') return delivery.redeliverAfterMs;
	return Math.min(dayMs, delivery.retryAfterMs * 2 ** Math.min(attempt - 1, 30));
}
