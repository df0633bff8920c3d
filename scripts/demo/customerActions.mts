import type { PlacedOrder } from '../../sandbox/controls.mts';
import type { Sandbox } from '../../sandbox/startSandbox.mts';
import type { FakeErp } from '../../harness/fakeErp.mts';

/** Whom an action of the story is done to. */
export interface Stage {
	sandbox: Sandbox;
	erp: FakeErp;
}

/** One thing a customer, or somebody who pretends to be one, does. */
export interface CustomerAction {
	title: string;
	act: (stage: Stage) => Promise<PlacedOrder>;
	/** Nobody gets a mail about it. */
	isQuiet?: true;
}

const newestOrder = (sandbox: Sandbox) => {
	const order = sandbox.orders().at(-1);
	if (order === undefined) throw new Error('No order has been placed yet.');
	return order;
};

const weekMs = 7 * 24 * 3_600_000;
const expectedDeliveryDate = `${new Date(Date.now() + weekMs).toISOString().slice(0, 10)}T00:00:00Z`;

/** The story the demo tells, in this order. */
export const customerActions: CustomerAction[] = [
	{
		title: 'places an order',
		act: ({ sandbox }) =>
			sandbox.placeOrder({
				expectedDeliveryDate,
				lines: [
					{ articleNumber: 'ART-001', quantity: 3 },
					{ articleNumber: 'ART-002', quantity: 2 },
				],
			}),
	},
	{
		title: 'sends the same order again',
		act: ({ sandbox }) => sandbox.resend(newestOrder(sandbox).id),
		isQuiet: true,
	},
	{
		title: 'changes a quantity and sends it again',
		act: ({ sandbox }) => {
			const { id } = newestOrder(sandbox);
			sandbox.editOrder(id, { lines: [{ articleNumber: 'ART-001', quantity: 5 }] });
			return sandbox.resend(id);
		},
	},
	{
		title: 'places an order with é, ü and 🍋 through a proxy that re-encodes',
		act: ({ sandbox }) =>
			sandbox.placeOrder(
				{ expectedDeliveryDate, remarks: "Livrer à l'arrière 🍋" },
				{ body: 'reformatted' },
			),
	},
	{
		title: 'orders an article the supplier does not have',
		act: ({ sandbox }) =>
			sandbox.placeOrder({
				expectedDeliveryDate,
				lines: [{ articleNumber: 'ART-999', name: 'Dragon fruit', price: '5.000', quantity: 2 }],
			}),
	},
	{
		title: 'places an order while the ERP is down',
		act: async ({ sandbox, erp }) => {
			await erp.stop();
			return await sandbox.placeOrder({
				expectedDeliveryDate,
				lines: [{ articleNumber: 'ART-010', quantity: 4 }],
			});
		},
	},
	{
		title: 'sends it again when the ERP is back',
		act: async ({ sandbox, erp }) => {
			await erp.restart();
			return await sandbox.resend(newestOrder(sandbox).id);
		},
	},
	{
		title: 'is somebody else, without the secret',
		act: ({ sandbox }) => sandbox.placeOrder({}, { signature: 'corrupt' }),
	},
	{
		title: 'places an order without lines',
		act: ({ sandbox }) => sandbox.placeOrder({ overrides: { packages: [] } }),
	},
	{
		title: 'sends something that is no order',
		act: ({ sandbox }) => sandbox.placeOrder({}, { rawBody: '"hello"' }),
	},
];
