import { aLine, anOrder } from '../../harness/orders.mts';
import { signatureOf } from '../../harness/signedPost.mts';
import type { LoadRequest } from './load.mts';

export const signingSecret = 'the-secret-that-apicbase-signs-with';

let lastId = 0;

/** Orders that were never sent before, signed. */
export const signedOrders = (count: number, lines = 50): LoadRequest[] =>
	Array.from({ length: count }, () => requestOf(orderText(lines), signingSecret));

/** An order signed with another secret: well-formed, so that it costs us the decryption of ours. */
export const forgedOrder = (): LoadRequest => requestOf(orderText(50), 'somebody-elses-secret');

function requestOf(body: string, secret: string): LoadRequest {
	return {
		body,
		headers: {
			'content-type': 'application/json',
			'x-apic-webhook-signature': signatureOf(body, secret),
		},
	};
}

function orderText(lines: number): string {
	const packages = Array.from({ length: lines }, (_, index) =>
		aLine({
			articleNumber: `ART-${1000 + index * 97}`,
			name: `Tomatoes ripe on the vine, tray ${index}`,
		}),
	);
	return JSON.stringify(anOrder({ id: `bench-${Date.now()}-${++lastId}`, packages }));
}
