import { readLabel } from '../json';
import { externalIdOf, withSync } from '../order/sync';
import { describeValidation } from '../validation/validation';
import type { RunStart } from './dispatch';
import type { ListedOrder } from './listedOrder';
import type { Parcel } from './state';

type Item = Record<string, unknown>;

/** What an item says beside the order itself. */
export interface ItemSetting {
	nowMs: number;
	externalIdPrefix?: string;
}

/** The item that a run is started with. */
export function itemOf(runStart: RunStart, setting: ItemSetting): Item {
	if (runStart.kind === 'order') return orderItem(runStart.order, runStart.attempt, setting);
	if (runStart.kind === 'given_up') return givenUpItem(runStart.parcel, runStart.order, setting);
	return { ...runStart.item };
}

/** The item for one entry of the list; what cannot be read as an order is marked so. */
export function orderItem(
	{ entry }: ListedOrder,
	attempt: number,
	{ nowMs, externalIdPrefix }: ItemSetting,
): Item {
	if (entry.kind === 'order')
		return { ...withSync(entry.order, { source: 'poll', nowMs, attempt, externalIdPrefix }) };
	const id = readLabel(entry.payload, ['id']);
	return {
		...entry.payload,
		sync: {
			externalId: id === null ? null : externalIdOf(id, externalIdPrefix),
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
function givenUpItem(
	{ id, orderNumber, failures, attempt, reason }: Readonly<Parcel>,
	order: ListedOrder | null,
	setting: ItemSetting,
): Item {
	const sent =
		order === null
			? {
					id,
					order_number: orderNumber,
					sync: {
						externalId: id === null ? null : externalIdOf(id, setting.externalIdPrefix),
						source: 'poll',
						receivedAt: new Date(setting.nowMs).toISOString(),
						attempt,
					},
				}
			: orderItem(order, attempt, setting);
	const tries =
		failures === 1
			? 'The workflow did not complete it'
			: `The workflow did not complete it in ${failures} attempts`;
	const named = orderNumber === '' ? 'an order' : `order ${orderNumber}`;
	return {
		...sent,
		givenUp: {
			attempts: failures,
			reason,
			message: `Cannot sync ${named}. ${tries}${reason === null ? '.' : `: "${reason}"`}`,
			fix: "Look at the runs of this order in n8n's list of executions, correct what stopped them, and run the last one again. The trigger will not try again.",
		},
	};
}

/** Says on the item what happened to the trigger itself. */
export function withNotices(item: Item, notices: readonly string[]): Item {
	return notices.length === 0
		? item
		: { ...item, sync: { ...(item.sync as Item), notices: [...notices] } };
}
