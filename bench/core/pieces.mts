import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { parseJson } from '../../core/json.ts';
import type { Checks } from '../../core/validation/checkOrder.ts';
import { fingerprintOrder } from '../../core/order/fingerprint.ts';
import { parseOrder } from '../../core/order/purchaseOrder.ts';
import { validateOrder } from '../../core/validation/validateOrder.ts';
import { checkSignature } from '../../core/webhook/signature.ts';
import { compareRow, type MeasuredRow } from '../frame/row.mts';
import { decide, pollCase, readPages } from '../polling/inMemory.mts';
import { ajvStructure } from './ajvStructure.mts';
import { callRounds } from '../frame/callRounds.mts';
import { orderedMs, secret, type Delivery } from './orders.mts';

const rounds = 7;
const remembered = 10_000;

interface Piece {
	name: string;
	floor: string;
	ours: () => unknown;
	theirs: () => unknown;
}

/** Each part of an order's way against the least that could stand in its place, in the same rounds. */
export async function measurePieces(
	deliveries: readonly Delivery[],
	checks: Checks,
): Promise<MeasuredRow[]> {
	const rows: MeasuredRow[] = [];
	for (const { name, floor, ours, theirs } of [...orderPieces(deliveries, checks), cursorPiece()]) {
		const costs = await callRounds(rounds, { ours, theirs });
		rows.push(
			compareRow({
				section: 'core',
				name,
				unit: 'µs',
				comparedTo: floor,
				ours: costs.ours,
				theirs: costs.theirs,
				better: 'lower',
			}),
		);
	}
	return rows;
}

function orderPieces(deliveries: readonly Delivery[], checks: Checks): Piece[] {
	const orders = deliveries.map(({ body }) => JSON.parse(body.toString('utf8')) as object);
	const isOrder = ajvStructure();
	const nextDelivery = inTurn(deliveries);
	const nextOrder = inTurn(orders);
	return [
		{
			name: 'signature checked',
			floor: 'HMAC and comparison alone',
			ours: () => {
				const { body, signature } = nextDelivery();
				return checkSignature({
					rawBody: body,
					signature,
					secrets: [secret],
					acceptReformattedBody: true,
				});
			},
			theirs: () => {
				const { body, signature } = nextDelivery();
				return timingSafeEqual(
					createHmac('sha256', secret).update(body).digest(),
					Buffer.from(signature, 'hex'),
				);
			},
		},
		{
			name: 'bytes parsed into an order',
			floor: 'JSON.parse',
			ours: () => {
				const parsed = parseJson(nextDelivery().body.toString('utf8'));
				return parsed.ok && parseOrder(parsed.value);
			},
			theirs: () => JSON.parse(nextDelivery().body.toString('utf8')) as unknown,
		},
		{
			name: 'structure of a parsed order',
			floor: 'ajv, compiled',
			ours: () => parseOrder(nextOrder()),
			theirs: () => isOrder(nextOrder()),
		},
		{
			name: 'all rules on a parsed order',
			floor: 'ajv, compiled, for its structure',
			ours: () => validateOrder(nextOrder(), checks, orderedMs),
			theirs: () => isOrder(nextOrder()),
		},
		{
			name: 'fingerprint',
			floor: 'SHA-256 of JSON.stringify, which changes with the order of keys',
			ours: () => fingerprintOrder(nextOrder()),
			theirs: () => createHash('sha256').update(JSON.stringify(nextOrder())).digest('hex'),
		},
	];
}

function cursorPiece(): Piece {
	const poll = pollCase(remembered, 200, 0);
	const sheets = readPages(poll);
	const stored = JSON.stringify(poll.stored);
	return {
		name: `polling cursor with ${remembered.toLocaleString('en-US')} orders, a quiet poll`,
		floor: 'JSON.parse and JSON.stringify of what is stored',
		ours: () => decide(poll, sheets),
		theirs: () => JSON.stringify(JSON.parse(stored)),
	};
}

function inTurn<Subject>(subjects: readonly Subject[]): () => Subject {
	let at = 0;
	return () => subjects[at++ % subjects.length]!;
}
