import { dayMs } from '../../core/timestamp.ts';
import type { IDataObject, INodeExecutionData, IPollFunctions, IRun } from 'n8n-workflow';
import { ApicbaseNewOrderTrigger } from '../../nodes/Apicbase/ApicbaseNewOrderTrigger.node.ts';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox.mts';
import type { FaultInput } from '../../sandbox/state/faultList.mts';
import { aPollContext } from '../../harness/contexts.mts';
import { anOAuth2Credential } from '../../harness/credentialsHelper.mts';

type Done = NonNullable<Parameters<IPollFunctions['__emit']>[2]>;

const node = new ApicbaseNewOrderTrigger();
let sandbox: Sandbox;
let skewMs = 0;

beforeAll(async () => {
	sandbox = await startSandbox({
		switches: { rateLimitPerMinute: 1_000_000 },
		clock: () => Date.now() + skewMs,
	});
});
beforeEach(() => {
	skewMs = 0;
	sandbox.reset();
});
afterAll(() => sandbox.close());

/** The trigger in one registration, with the ids it handed on so far. */
function aTrigger(parameters: IDataObject = {}) {
	const handedOn: unknown[] = [];
	const dones: Done[] = [];
	const take = (outputs: INodeExecutionData[][]) =>
		handedOn.push(...(outputs[0] ?? []).map(({ json }) => json.id));
	const context = aPollContext({
		node,
		parameters: {
			startFrom: 'date',
			startDate: new Date(Date.now() - 20 * dayMs).toISOString(),
			...parameters,
		},
		credentials: { apicbaseOAuth2Api: anOAuth2Credential(sandbox) },
		__emit: (outputs, _response, done) => {
			take(outputs);
			if (done) dones.push(done);
		},
	});
	const poll = async () => {
		const returned = await node.poll.call(context);
		if (returned !== null) take(returned);
	};
	return { poll, handedOn, dones };
}

const place = (count: number) => sandbox.addOrders({ count }).map(({ id }) => id);
const faults: FaultInput[] = [
	{ kind: 'serverError', status: 500 },
	{ kind: 'serverError', status: 503 },
	{ kind: 'throttled', retryAfter: 1 },
	{ kind: 'slow', delayMs: 500 },
	{ kind: 'disconnect' },
	{ kind: 'cutOff' },
	{ kind: 'html' },
	{ kind: 'expiredToken' },
	{ kind: 'malformedItem' },
];

// reliability: Apicbase is down, slow, answers 429 or 5xx | New Order Trigger
// reliability: Cut-off body, or wrong JSON | New Order Trigger
// reliability: Expired token | New Order Trigger
it.each(faults)(
	'hands every order on once through %j',
	async (fault) => {
		const { poll, handedOn } = aTrigger({ delivery: 'once' });
		await poll();
		const ids = place(3);
		sandbox.faults.add(fault);
		await poll();
		await poll();
		expect(handedOn.filter((id) => id !== undefined)).toEqual(ids);
		expect(sandbox.faults.list()).toEqual([]);
	},
	20_000,
);

// reliability: Revoked token, wrong secret | New Order Trigger
it('tells somebody when Apicbase takes no token any more, and goes on with the first poll after that', async () => {
	const { poll, handedOn } = aTrigger({ delivery: 'once' });
	await poll();
	const ids = place(2);
	sandbox.faults.add({ kind: 'expiredToken', times: 2 });
	await expect(poll()).rejects.toMatchObject({
		message: 'Cannot look for new orders. Apicbase does not accept the access token.',
	});
	await poll();
	expect(handedOn).toEqual(ids);
}, 20_000);

// reliability: Clocks apart by a day | New Order Trigger
it.each([
	['a day behind', -dayMs],
	['a day ahead', dayMs],
])("finds every order once when Apicbase's clock is %s", async (_name, skew) => {
	skewMs = skew;
	const { poll, handedOn } = aTrigger({ delivery: 'once', startFrom: 'now' });
	await poll();
	const first = place(2);
	await poll();
	const second = place(2);
	await poll();
	await poll();
	expect(handedOn).toEqual([...first, ...second]);
});

// reliability: ERP slow | New Order Trigger
it('starts no second run of an order while its first one waits for a slow ERP', async () => {
	const { poll, handedOn, dones } = aTrigger();
	const ids = place(1);
	await poll();
	await poll();
	await poll();
	expect(handedOn).toEqual(ids);
	const run = { status: 'success', finished: true, data: { resultData: {} } };
	dones[0]!.resolve(run as unknown as IRun);
	await Promise.resolve();
	await poll();
	expect(handedOn).toEqual(ids);
});

it('hands on orders that become visible in another order than they were placed in', async () => {
	const { poll, handedOn } = aTrigger({ delivery: 'once' });
	const orderedOn = (minutesAgo: number) =>
		new Date(Date.now() - minutesAgo * 60_000).toISOString();
	const [late] = sandbox.addOrders([{ orderedOn: orderedOn(1) }]);
	await poll();
	const [early] = sandbox.addOrders([{ orderedOn: orderedOn(600) }]);
	await poll();
	expect(handedOn).toEqual([late!.id, early!.id]);
});
