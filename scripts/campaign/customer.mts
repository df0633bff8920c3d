import { setTimeout as pause } from 'node:timers/promises';
import { scaled } from '../../harness/n8n/processes.mts';
import type { PlacedOrder } from '../../sandbox/controls.mts';
import type { Sandbox } from '../../sandbox/startSandbox.mts';
import type { CampaignFlows } from './flows.mts';
import type { History } from './history.mts';
import type { PlannedOrder, Way } from './plan.mts';

/** What a customer was told in the end. */
export interface Told {
	externalId: string;
	way: Way;
	told: 'sent' | 'refused' | 'nothing';
	clicks: number;
	/** n8n answers every call with a 200 of its own for the moment in which its database is open and it is not ready. */
	byN8nItself: boolean;
}

/** From when on a customer who was told nothing certain counts as such. */
export const patienceMs = scaled(240_000);

const shortestPauseMs = 400;
const longestPauseMs = 3_000;

/** People wait a little longer before each click. */
const pauseBefore = (click: number): number =>
	Math.min(longestPauseMs, shortestPauseMs * 1.5 ** (click - 1));

/** Plays one customer, who clicks until the order is sent or is refused for a reason, or until `deadlineMs` (epoch). */
export async function playCustomer(
	sandbox: Sandbox,
	flows: CampaignFlows,
	order: PlannedOrder,
	history: History,
	deadlineMs: number,
): Promise<Told> {
	const { way, wrong, input } = order;
	const address = () => sandbox.setWebhook({ url: way === 'listed' ? null : flows[way].url });
	const spoiled =
		wrong === 'not'
			? input
			: { ...input, lines: input.lines!.map((line) => ({ ...line, articleNumber: '' })) };
	address();
	let placed = await sandbox.placeOrder(spoiled, order.send);
	let isCorrected = wrong !== 'corrected';
	const { id } = placed.order;
	const externalId = `apicbase-${id}`;
	for (let clicks = 1; ; clicks += 1) {
		const answer = read(placed);
		history.note(
			externalId,
			`the customer was told: ${answer} (${way}, HTTP ${placed.delivery?.status ?? 'none'})`,
		);
		const byN8nItself = placed.delivery?.answer.startsWith('n8n is starting up') ?? false;
		if (answer === 'sent') return { externalId, way, told: 'sent', clicks, byN8nItself };
		if (answer === 'refused' && isCorrected)
			return { externalId, way, told: 'refused', clicks, byN8nItself };
		if (answer === 'refused') {
			sandbox.editOrder(id, { lines: input.lines! });
			isCorrected = true;
		}
		if (Date.now() > deadlineMs) return { externalId, way, told: 'nothing', clicks, byN8nItself };
		await pause(pauseBefore(clicks));
		address();
		placed = await sandbox.resend(id);
	}
}

/** "Refused" only where the supplier gave a reason; anything else tells the customer to try again. */
function read({ order, delivery }: PlacedOrder): 'sent' | 'refused' | 'not sent' {
	if (order.status === 'ORDERED') return 'sent';
	return delivery?.outcome === 'refused' && delivery.status === 422 ? 'refused' : 'not sent';
}
