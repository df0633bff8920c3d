import type { PlacedOrder } from '../../sandbox/controls.mts';
import type { Sandbox } from '../../sandbox/startSandbox.mts';

/** One thing a customer, or somebody who pretends to be one, does. */
export interface CustomerAction {
	title: string;
	act: (sandbox: Sandbox) => Promise<PlacedOrder>;
}

const newestOrder = (sandbox: Sandbox) => {
	const order = sandbox.orders().at(-1);
	if (order === undefined) throw new Error('No order has been placed yet.');
	return order;
};

/** The story the demo tells, in this order. */
export const customerActions: CustomerAction[] = [
	{
		title: 'places an order',
		act: (sandbox) => sandbox.placeOrder({ lines: [{ articleNumber: 'ART-001', quantity: 3 }, { articleNumber: 'ART-002', quantity: 2 }] }),
	},
	{ title: 'sends the same order again', act: (sandbox) => sandbox.resend(newestOrder(sandbox).id) },
	{
		title: 'changes a quantity and sends it again',
		act: (sandbox) => {
			const { id } = newestOrder(sandbox);
			sandbox.editOrder(id, { lines: [{ articleNumber: 'ART-001', quantity: 5 }] });
			return sandbox.resend(id);
		},
	},
	{
		title: 'places an order with é, ü and 🍋 through a proxy that re-encodes',
		act: (sandbox) => sandbox.placeOrder({ remarks: "Livrer à l'arrière 🍋" }, { body: 'reformatted' }),
	},
	{ title: 'is somebody else, without the secret', act: (sandbox) => sandbox.placeOrder({}, { signature: 'corrupt' }) },
	{ title: 'places an order without lines', act: (sandbox) => sandbox.placeOrder({ overrides: { packages: [] } }) },
	{ title: 'sends something that is no order', act: (sandbox) => sandbox.placeOrder({}, { rawBody: '"hello"' }) },
];
