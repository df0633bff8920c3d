import { describeValidation } from '../validation/validation';
import { externalIdOf, withSync } from '../order/sync';
import { readLabel } from '../json';
import type { GiveUp, Handover } from './handover';

type Item = Record<string, unknown>;

/** The item a workflow gets for one entry of the list; what cannot be read as an order is marked so. */
export function orderItem({ sighting: { entry }, attempt }: Handover, nowMs: number): Item {
	if (entry.kind === 'order')
		return { ...withSync(entry.order, { source: 'poll', nowMs, attempt }) };
	const id = readLabel(entry.payload, ['id']);
	return {
		...entry.payload,
		sync: {
			externalId: id === null ? null : externalIdOf(id),
			source: 'poll',
			receivedAt: new Date(nowMs).toISOString(),
			attempt,
		},
		validation: describeValidation(
			{ orderNumber: readLabel(entry.payload, ['order_number']) },
			entry.issues,
		),
	};
}

/** The item that tells a person which order did not go through, and why. */
export function givenUpItem({ order, sighting }: GiveUp, nowMs: number): Item {
	const { id, orderNumber, attempts, reason } = order;
	const sent =
		sighting === null
			? {
					id,
					order_number: orderNumber,
					sync: {
						externalId: externalIdOf(id),
						source: 'poll',
						receivedAt: new Date(nowMs).toISOString(),
						attempt: attempts,
					},
				}
			: orderItem({ sighting, attempt: attempts }, nowMs);
	const tries =
		attempts === 1
			? 'The workflow did not get through with it'
			: `The workflow did not get through with it in ${attempts} tries`;
	return {
		...sent,
		givenUp: {
			attempts,
			reason,
			message: `Cannot sync order ${orderNumber}. ${tries}${reason === null ? '.' : `: "${reason}"`}`,
			fix: "Look at the runs of this order in n8n's list of executions, put right what stopped them, and run the last one again. The trigger starts no further one.",
		},
	};
}

/** Says on the item what happened to the trigger itself. */
export function withNotices(item: Item, notices: readonly string[]): Item {
	return notices.length === 0
		? item
		: { ...item, sync: { ...(item.sync as Item), notices: [...notices] } };
}
