import type { SendChoices } from '../../sandbox/webhook/sendOrder.mts';
import type { OrderInput } from '../../sandbox/state/purchaseOrder.mts';
import { generateOrders } from '../../sandbox/state/generateOrders.mts';
import type { randomNumbers } from '../../harness/randomNumbers.mts';

/** How an order reaches n8n: by one of the two webhook workflows, or only by being listed at Apicbase. */
export type Way = 'answered at once' | 'answered afterwards' | 'listed';

/** One customer's order. */
export interface PlannedOrder {
	way: Way;
	input: OrderInput;
	/** How its first sending goes wrong on the way. */
	send: SendChoices;
	/** A line without an article number is refused; some customers correct it, the others give up. */
	wrong: 'not' | 'corrected' | 'given up';
}

/** Far enough for every rule about delivery dates. */
const expectedDeliveryDate = '2100-01-04T06:00:00Z';

const ways: readonly Way[] = ['answered at once', 'answered afterwards', 'listed'];

/** The same orders for the same seed. */
export function planOrders(
	count: number,
	seed: number,
	random: ReturnType<typeof randomNumbers>,
): PlannedOrder[] {
	return generateOrders(count, seed).map((generated) => {
		const way = ways[random.below(ways.length)]!;
		const wrong =
			way === 'listed' || random.next() > 0.15
				? 'not'
				: random.next() < 0.5
					? 'corrected'
					: 'given up';
		const input = { ...generated, expectedDeliveryDate };
		return { way, wrong, input, send: oddSending(random.next()) };
	});
}

function oddSending(luck: number): SendChoices {
	if (luck < 0.08) return { copies: 2, copiesAtOnce: true };
	if (luck < 0.14) return { copies: 2 };
	if (luck < 0.22) return { loseAnswer: true };
	return luck < 0.28 ? { body: 'reformatted' } : {};
}
