import { tmpdir } from 'node:os';
import type { IConnections, INode } from 'n8n-workflow';
import { withSync } from '../../core/order/sync.ts';
import type { RunningN8n } from '../../harness/n8n/startN8n.mts';
import { runCommand } from '../../harness/n8n/runCommand.mts';
import { sharedN8n } from '../../harness/n8n/testN8n.mts';
import { scaled } from '../../harness/n8n/processes.mts';
import { waitForWebhook } from '../../harness/n8n/workflowParts.mts';
import { publishCaller, publishOrderFlow } from '../../harness/orderFlow.mts';
import { anOrder, aLine } from '../../harness/orders.mts';
import { publishPostgresLedger } from '../../harness/postgresLedger.mts';
import { postJson } from '../../harness/postJson.mts';
import { serveSalesErp, type SalesErp } from '../../harness/salesErp.mts';
import { startPostgres, type Postgres } from '../../harness/services/postgres.mts';

let n8n: RunningN8n;
let erp: SalesErp;
let postgres: Postgres;

beforeAll(async () => {
	[n8n, erp, postgres] = await Promise.all([sharedN8n(), serveSalesErp(), startPostgres()]);
});
afterAll(async () => {
	await Promise.all([erp?.close(), postgres?.stop()]);
});
beforeEach(() => {
	erp.sales.length = 0;
	erp.keepQuietAfterCreating(0);
});

const order = (id: string, changes: Record<string, unknown> = {}) =>
	withSync(anOrder({ id, order_number: id, ...changes }), { source: 'webhook', nowMs: 0 });
const rowOf = ({ body }: { body: Record<string, unknown> }) =>
	body.logEntry as Record<string, unknown> | undefined;
const references = () => erp.sales.map(({ reference }) => reference).sort();

async function aFlow(tries = 1) {
	const flow = await publishOrderFlow(n8n, 'order-ledger', {
		url: erp.url,
		timeoutMs: scaled(1_500),
	});
	const caller = await publishCaller(n8n, flow, tries);
	await waitForWebhook(caller.url);
	return { send: async (sent: object) => await postJson(caller.url, sent), flow };
}

describe("with n8n's store", () => {
	test('writes an order once, knows it again, and updates it when the customer changes it', async () => {
		const { send } = await aFlow();
		const outcomes = [];
		for (const sent of [
			order('1'),
			order('1'),
			order('1', { theoretical_price: '20.000', packages: [aLine({ quantity: 8 })] }),
		]) {
			outcomes.push(rowOf(await send(sent)));
		}
		expect(outcomes).toMatchObject([
			{
				externalId: 'apicbase-1',
				orderNumber: '1',
				localId: 'SO-1',
				requestStatus: 'done',
				outcome: 'completed',
			},
			{
				externalId: 'apicbase-1',
				orderNumber: '1',
				localId: null,
				requestStatus: 'skipped',
				outcome: 'already_synced',
			},
			{
				externalId: 'apicbase-1',
				orderNumber: '1',
				localId: 'SO-1',
				requestStatus: 'done',
				outcome: 'completed',
			},
		]);
		expect(erp.sales).toMatchObject([{ id: 'SO-1', reference: 'apicbase-1', total: '20.000' }]);
	});

	// reliability: ERP answered, answer lost | Apicbase node
	test('makes one record when the ERP does not answer after creating it and the workflow tries again', async () => {
		const { send } = await aFlow(3);
		erp.keepQuietAfterCreating(1);
		expect(rowOf(await send(order('1')))).toMatchObject({ localId: 'SO-1', outcome: 'completed' });
		expect(references()).toEqual(['apicbase-1']);
	});

	test('writes nothing while the ERP cannot search, and the order once it can', async () => {
		const { send } = await aFlow();
		erp.failSearches(1);
		await send(order('1'));
		expect(references()).toEqual([]);
		expect(rowOf(await send(order('1')))).toMatchObject({ outcome: 'completed' });
		expect(references()).toEqual(['apicbase-1']);
	});

	// reliability: Workflow or node renamed | Apicbase node
	// reliability: Workflow deactivated and activated | Apicbase node
	test('knows an order again after its workflow and its steps were renamed, and it was switched off and on', async () => {
		const { send, flow } = await aFlow();
		await send(order('1'));
		const { workflows } = n8n.client;
		const { nodes, connections } = await workflows.get(flow);
		const renamed = JSON.parse(
			JSON.stringify({ nodes, connections }).replace(
				/(?<=["'])(Claim|Complete)(?=["'])/g,
				'Renamed $1',
			),
		) as { nodes: INode[]; connections: IConnections };
		await workflows.update(flow, { ...renamed, name: 'Renamed ledger' });
		await workflows.unpublish(flow);
		await workflows.publish(flow);
		expect(rowOf(await send(order('1')))).toMatchObject({ outcome: 'already_synced' });
		expect(rowOf(await send(order('2')))).toMatchObject({ outcome: 'completed' });
		expect(references()).toEqual(['apicbase-1', 'apicbase-2']);
	});

	test('makes one record of fifty runs for one order, and fifty of fifty orders', async () => {
		const { send } = await aFlow();
		const replies = await Promise.all(Array.from({ length: 50 }, () => send(order('same'))));
		expect(references()).toEqual(['apicbase-same']);
		expect(replies.filter((reply) => rowOf(reply)?.outcome === 'completed')).toHaveLength(1);
		const ids = Array.from({ length: 50 }, (_, index) => `each-${index}`);
		await Promise.all(ids.map((id) => send(order(id))));
		expect(references()).toEqual([...ids.map((id) => `apicbase-${id}`), 'apicbase-same'].sort());
		const again = await Promise.all(ids.map((id) => send(order(id))));
		expect(again.every((reply) => rowOf(reply)?.outcome === 'already_synced')).toBe(true);
	});
});

describe('with a table in Postgres', () => {
	test('makes one record of many runs, tells repeats and changes, gives back what did not work, and dates a claim anew that is dated ahead', async () => {
		const flow = await publishPostgresLedger(n8n, postgres, {
			url: erp.url,
			timeoutMs: scaled(1_500),
		});
		const caller = await publishCaller(n8n, flow, 3);
		await waitForWebhook(caller.url);
		const send = async (sent: object) => await postJson(caller.url, sent);
		await Promise.all(Array.from({ length: 20 }, () => send(order('same'))));
		expect(references()).toEqual(['apicbase-same']);
		await Promise.all(Array.from({ length: 20 }, (_, index) => send(order(`each-${index}`))));
		expect(erp.sales).toHaveLength(21);
		expect((await send(order('same'))).body).toMatchObject({ outcome: 'already_synced' });
		expect((await send(order('same', { theoretical_price: '20.000' }))).body).toMatchObject({
			external_id: 'apicbase-same',
			local_id: 'SO-1',
		});
		expect(erp.sales[0]).toMatchObject({ reference: 'apicbase-same', total: '20.000' });
		erp.keepQuietAfterCreating(1);
		expect((await send(order('slow'))).body).toMatchObject({
			external_id: 'apicbase-slow',
			local_id: 'SO-22',
		});
		expect(erp.sales).toHaveLength(22);
		erp.failSearches(1);
		expect((await send(order('unseen'))).body).toMatchObject({ local_id: 'SO-23' });
		expect(erp.sales).toHaveLength(23);
		await ask(
			"INSERT INTO apicbase_ledger VALUES ('apicbase-ahead', NULL, NULL, now() + interval '1 hour')",
		);
		await send(order('ahead'));
		expect(erp.sales).toHaveLength(23);
		const isAhead =
			"SELECT claimed_at > now() FROM apicbase_ledger WHERE external_id = 'apicbase-ahead'";
		expect(await ask(isAhead)).toBe('f');
	});

	async function ask(sql: string): Promise<string> {
		const { port, user, database } = postgres;
		const options = ['-At', '-h', '127.0.0.1', '-p', String(port), '-U', user, '-c', sql, database];
		return (await runCommand('psql', options, { cwd: tmpdir() })).trim();
	}
});
