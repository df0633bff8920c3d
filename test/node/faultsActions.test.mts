import { dayMs, minuteMs } from '../../core/timestamp.ts';
import { DataDeduplicationService } from 'n8n-core';
import type { IDataObject } from 'n8n-workflow';
import { claimOrder } from '../../core/ledger/claimOrder.ts';
import { completeOrder } from '../../core/ledger/endClaim.ts';
import { withSync } from '../../core/order/sync.ts';
import { Apicbase } from '../../nodes/Apicbase/Apicbase.node.ts';
import { ApicbaseOrderValidation } from '../../nodes/Apicbase/ApicbaseOrderValidation.node.ts';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox.mts';
import type { FaultInput } from '../../sandbox/state/faultList.mts';
import { anExecuteContext } from '../../harness/contexts.mts';
import { anOAuth2Credential } from '../../harness/credentialsHelper.mts';
import { LedgerStore } from '../../harness/ledgerStore.mts';
import { aLine, anOrder } from '../../harness/orders.mts';
import { ProcessedItems } from '../../harness/processedItems.mts';

const apicbase = new Apicbase();
let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ switches: { rateLimitPerMinute: 1_000_000 } });
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

async function run(parameters: IDataObject, items: IDataObject[] = [{}]): Promise<IDataObject[][]> {
	const context = anExecuteContext({
		node: apicbase,
		parameters,
		credentials: { apicbaseOAuth2Api: anOAuth2Credential(sandbox) },
		inputs: [items.map((json) => ({ json }))],
	});
	return (await apicbase.execute.call(context)).map((output) => output.map(({ json }) => json));
}

const passing: FaultInput[] = [
	{ kind: 'serverError', status: 503 },
	{ kind: 'throttled', retryAfter: 1 },
	{ kind: 'slow', delayMs: 300 },
	{ kind: 'disconnect' },
	{ kind: 'cutOff' },
	{ kind: 'html' },
	{ kind: 'expiredToken' },
];

describe('an action on Apicbase', () => {
	// reliability: Apicbase is down, slow, answers 429 or 5xx | Apicbase node
	// reliability: Expired token | Apicbase node
	it.each(passing)(
		'marks an order once through %j',
		async (fault) => {
			const [order] = sandbox.addOrders({ count: 1 });
			sandbox.faults.add({ ...fault, method: 'PATCH' });
			await run({
				resource: 'order',
				operation: 'markFetched',
				order: { __rl: true, mode: 'id', value: order!.id },
			});
			expect(sandbox.order(order!.id)).toMatchObject({ fetched: true, viewed: false });
			expect(sandbox.faults.list()).toEqual([]);
		},
		20_000,
	);

	// reliability: Apicbase is down, slow, answers 429 or 5xx | Apicbase node
	it('stops with one sentence when Apicbase stays down, and does its work when it is run again', async () => {
		sandbox.addOrders({ count: 2 });
		sandbox.setSwitches({ tokenDown: true });
		const list = { resource: 'order', operation: 'getAll', returnAll: true };
		await expect(run(list)).rejects.toMatchObject({
			message: 'Cannot read orders. Apicbase gives out no access tokens right now.',
		});
		sandbox.setSwitches({ tokenDown: false });
		expect((await run(list))[0]).toHaveLength(2);
	}, 60_000);
});

describe('the ledger', () => {
	const order = { externalId: 'apicbase-1', fingerprint: 'A' };
	const noon = Date.parse('2026-11-20T12:00:00Z');
	const claimAt = (store: LedgerStore, nowMs: number) =>
		store.run(claimOrder(order, { nowMs, takeOverAfterMs: 30 * minuteMs }))!;

	// reliability: Clocks apart by a day | Apicbase node
	it.each([
		['holds an open claim', 'back', -dayMs, { outcome: 'in_progress', takenOver: false }],
		['lets an open claim be taken over', 'ahead', dayMs, { outcome: 'claimed', takenOver: true }],
	])(
		'%s, never takes it for completed, when the clock jumps a day %s',
		(_what, _name, jumpMs, claim) => {
			const store = new LedgerStore();
			expect(claimAt(store, noon)).toEqual({ outcome: 'claimed', takenOver: false });
			expect(claimAt(store, noon + jumpMs)).toEqual(claim);
			store.run(completeOrder(order));
			expect(claimAt(store, noon).outcome).toBe('already_synced');
			expect(claimAt(store, noon + 2 * jumpMs).outcome).toBe('already_synced');
		},
	);

	// reliability: Database locked or full | Apicbase node
	it('stops the run when the database is locked, and claims the order in its next attempt', async () => {
		const store = new ProcessedItems();
		const locked = new Error('SQLITE_BUSY: database is locked');
		let isLocked = true;
		let refusals = 0;
		const refuse = () => {
			refusals += 1;
			return Promise.reject(locked);
		};
		await DataDeduplicationService.init({
			checkProcessedAndRecord: async (
				...args: Parameters<ProcessedItems['checkProcessedAndRecord']>
			) => (isLocked ? await refuse() : await store.checkProcessedAndRecord(...args)),
			removeProcessed: async (...args: Parameters<ProcessedItems['removeProcessed']>) =>
				await store.removeProcessed(...args),
		} as never);
		const item = withSync(anOrder({ id: 'locked' }), {
			source: 'poll',
			nowMs: 0,
		}) as unknown as IDataObject;
		const claim = () => run({ resource: 'ledger', operation: 'claim' }, [item]);
		await expect(claim()).rejects.toMatchObject({
			message: "Cannot use the ledger. n8n's store of processed items did not accept the entry.",
			description:
				"Save the workflow, look at n8n's database and its log, then run it again (SQLITE_BUSY: database is locked).",
		});
		expect(refusals).toBe(4);
		isLocked = false;
		expect((await claim())[0]).toMatchObject([{ logEntry: { outcome: 'claimed' } }]);
	});
});

describe('a validation', () => {
	const validation = new ApicbaseOrderValidation();
	const check = async (json: object) => {
		const context = anExecuteContext({
			node: validation,
			parameters: {},
			inputs: [[{ json: json as IDataObject }]],
		});
		return (await validation.execute.call(context)).map((output) =>
			output.map((item) => item.json.validation),
		);
	};

	it('judges an order alike however often, and in whatever order, it comes', async () => {
		const good = anOrder({ expected_delivery_date: '2100-01-04T06:00:00Z' });
		const bad = { ...good, packages: [aLine({ articleNumber: '' })] };
		const [first, second] = [await check(good), await check(bad)];
		expect([await check(bad), await check(good), await check(bad)]).toEqual([
			second,
			first,
			second,
		]);
		expect([first[0]!.length, second[1]!.length]).toEqual([1, 1]);
	});

	it.each([
		['a day behind', -dayMs],
		['a day ahead', dayMs],
	])(
		"judges a delivery date by the order's own moment when Apicbase's clock is %s",
		async (_name, skewMs) => {
			const orderedOnMs = Date.now() + skewMs;
			const delivery = (afterMs: number) =>
				anOrder({
					ordered_on: new Date(orderedOnMs).toISOString(),
					expected_delivery_date: new Date(orderedOnMs + afterMs).toISOString(),
				});
			expect((await check(delivery(3 * dayMs)))[0]).toMatchObject([{ valid: true }]);
			expect((await check(delivery(-3 * dayMs)))[1]).toMatchObject([
				{ issues: [{ code: 'delivery_date_past' }] },
			]);
		},
	);
});
