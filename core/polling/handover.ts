import { pauseAfterMs, type Delivery } from './delivery';
import type { GivenUpOrder, OwedOrder, PollMemory } from './memory';
import type { Pass } from './pass';
import { addSeen } from './seenText';
import type { Sighting } from './sighting';

/** One order to hand on, and which try it is. */
export interface Handover {
	sighting: Sighting;
	attempt: number;
}

/** An order that had its last try, as it is to be told. */
export interface GiveUp {
	key: string;
	order: GivenUpOrder;
	/** What Apicbase sends of it; `null` when it lists the order no more. */
	sighting: Sighting | null;
}

/** The owed orders whose pause is over. */
export interface Due {
	again: Handover[];
	giveUp: GiveUp[];
	/** Keys of those Apicbase does not list just now. */
	lost: string[];
}

interface DueRules {
	delivery: Delivery;
	underWay: ReadonlySet<string>;
	lookedUp: ReadonlyMap<string, Sighting | null>;
}

/** Whether an owed order is to be handed over again now. */
export const isDue = (
	key: string,
	{ retryAtMs }: OwedOrder,
	underWay: ReadonlySet<string>,
	nowMs: number,
): boolean => retryAtMs <= nowMs && !underWay.has(key);

/** Sorts the owed orders whose pause is over into those to try again, to give up, and to look for later. */
export function dueOrders(
	memory: PollMemory,
	pass: Pass,
	{ delivery, underWay, lookedUp }: DueRules,
	nowMs: number,
): Due {
	const due: Due = { again: [], giveUp: [], lost: [] };
	if (delivery.until === 'once') return due;
	const maxAttempts =
		delivery.until === 'success' ? delivery.maxAttempts : Number.POSITIVE_INFINITY;
	const sighted = new Map(pass.sightings.map((sighting) => [sighting.key, sighting]));
	for (const [key, order] of memory.owed) {
		const sighting = sighted.get(key) ?? lookedUp.get(key);
		// Not looked for, because this poll had no time left: the next one will.
		if (sighting === undefined || !isDue(key, order, underWay, nowMs)) continue;
		if (order.attempt >= maxAttempts)
			due.giveUp.push({ key, order: givenUp(order, nowMs), sighting });
		else if (sighting === null) due.lost.push(key);
		else due.again.push({ sighting, attempt: order.attempt + 1 });
	}
	return due;
}

/** Notes what was handed on, what was given up, and what could not be found for another try. */
export function takeIn(
	memory: PollMemory,
	handOver: readonly Handover[],
	due: Due,
	delivery: Delivery,
	serverNowMs: number,
	nowMs: number,
): PollMemory {
	const owed = delivery.until === 'once' ? new Map<string, OwedOrder>() : new Map(memory.owed);
	const givenUp = new Map(memory.givenUp);
	const after = (attempt: number) => ({
		attempt,
		retryAtMs: nowMs + pauseAfterMs(delivery, attempt),
	});
	for (const { sighting, attempt } of handOver) {
		const { key, orderedOnMs, entry } = sighting;
		if (entry.kind !== 'order' || delivery.until === 'once') continue;
		const { id, order_number: orderNumber } = entry.order;
		owed.set(key, {
			id,
			orderNumber,
			orderedOnMs,
			...after(attempt),
			reason: memory.owed.get(key)?.reason ?? null,
		});
	}
	for (const key of due.lost) {
		const order = owed.get(key);
		if (order !== undefined)
			owed.set(key, {
				...order,
				...after(order.attempt + 1),
				reason: order.reason ?? 'Apicbase did not list the order.',
			});
	}
	for (const { key, order } of due.giveUp) {
		owed.delete(key);
		givenUp.set(key, order);
	}
	const seen = addSeen(
		memory.seen,
		handOver.map(({ sighting: { key, orderedOnMs } }) => [key, orderedOnMs ?? serverNowMs]),
	);
	return {
		...memory,
		seen,
		owed,
		givenUp,
		...(handOver.some(({ attempt }) => attempt === 1) && { lastArrivalMs: nowMs }),
	};
}

/** Settles orders that Apicbase no longer lists as not fetched: somebody marked them. */
export function leaveBehind(
	memory: PollMemory,
	{ sightings }: Pass,
	underWay: ReadonlySet<string>,
): PollMemory {
	const listed = new Set(sightings.map(({ key }) => key));
	const owed = new Map([...memory.owed].filter(([key]) => listed.has(key) || underWay.has(key)));
	return { ...memory, owed };
}

function givenUp(
	{ id, orderNumber, orderedOnMs, reason, attempt }: OwedOrder,
	nowMs: number,
): GivenUpOrder {
	return { id, orderNumber, orderedOnMs, reason, attempts: attempt, givenUpAtMs: nowMs };
}
