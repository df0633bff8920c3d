import type { IDataObject } from 'n8n-workflow';
import type { LogEntry } from '../../core/ledger/logEntry.ts';
import { withSync } from '../../core/order/sync.ts';
import { Apicbase } from '../../nodes/Apicbase/Apicbase.node.ts';
import { readClaimSettings } from '../../nodes/Apicbase/actions/ledger/claim.ts';
import { localClaims } from '../../nodes/Apicbase/actions/ledger/store.ts';
import { anExecuteContext } from '../../harness/contexts.mts';
import type { LogLine } from '../../harness/log.mts';
import { aLine, anOrder } from '../../harness/orders.mts';
import { ProcessedItems } from '../../harness/processedItems.mts';

let store: ProcessedItems;
beforeAll(async () => {
	store = await ProcessedItems.install();
});
beforeEach(() => {
	store.clear();
	for (const id of ['1', '2', '3']) localClaims.delete(`workflow-1 apicbase-${id}`);
});

const node = new Apicbase();
const item = (id: string, changes: Record<string, unknown> = {}, attempt = 1) =>
	withSync(anOrder({ id, order_number: `10${id}`, ...changes }), {
		source: 'poll',
		nowMs: 0,
		attempt,
	}) as unknown as IDataObject;
const run = async (operation: string, items: IDataObject[], parameters: IDataObject = {}) =>
	await node.execute.call(
		anExecuteContext({
			node,
			parameters: { resource: 'ledger', operation, ...parameters },
			inputs: [items.map((json) => ({ json }))],
		}),
	);
const runAs = async (
	executionId: string,
	operation: string,
	items: IDataObject[],
	parameters: IDataObject = {},
) =>
	await node.execute.call(
		anExecuteContext({
			node,
			parameters: { resource: 'ledger', operation, ...parameters },
			inputs: [items.map((json) => ({ json }))],
			additionalData: { executionId },
		}),
	);
const outcomes = (outputs: Awaited<ReturnType<typeof run>>) =>
	outputs.map((items) =>
		items
			.map(({ json }) => rowOf(json))
			.map(({ externalId, outcome }) => `${externalId} ${outcome}`),
	);
const rowOf = (json: IDataObject) => json.logEntry as unknown as LogEntry;

test('sends each order out where it belongs', async () => {
	await run('claim', [item('1'), item('2')]);
	await run('complete', [item('1'), item('2')], { localId: 'SO-1' });
	const changed = item('2', { packages: [aLine({ quantity: 9 })] });
	expect(outcomes(await run('claim', [item('1'), changed, item('3')]))).toEqual([
		['apicbase-3 claimed'],
		['apicbase-1 already_synced'],
		['apicbase-2 changed'],
	]);
});

test.each([
	['={{ null }}', 30],
	['={{ "soon" }}', 30],
	['={{ 0.5 }}', 0.5],
	['={{ 1e9 }}', 1440],
])('holds a claim with a take-over time of %s for %d minutes', (takeOverAfterMinutes, minutes) => {
	const context = anExecuteContext({
		node,
		parameters: { resource: 'ledger', operation: 'claim', takeOverAfterMinutes },
	});
	expect(readClaimSettings(context, 0).takeOverAfterMs).toBe(minutes * 60_000);
});

test('claims an order that stands twice in one run once', async () => {
	expect(
		outcomes(await run('claim', [item('1'), item('1')], { whenHeld: 'alreadySynced' })),
	).toEqual([['apicbase-1 claimed'], ['apicbase-1 in_progress'], []]);
});

// reliability: The same order twice, also at one moment | Apicbase node
test('lets exactly one of fifty runs claim an order, and all of fifty claim different ones', async () => {
	const same = await Promise.all(
		Array.from({ length: 50 }, () => run('claim', [item('1')], { whenHeld: 'alreadySynced' })),
	);
	expect(same.map(([claimed]) => claimed?.length).filter((count) => count === 1)).toHaveLength(1);
	const different = await Promise.all(
		Array.from({ length: 50 }, (_, index) => run('claim', [item(`d${index}`)])),
	);
	expect(different.every(([claimed]) => claimed?.length === 1)).toBe(true);
	const again = await Promise.all(
		Array.from({ length: 50 }, (_, index) =>
			run('claim', [item(`d${index}`)], { whenHeld: 'alreadySynced' }),
		),
	);
	expect(again.some(([claimed]) => claimed?.length === 1)).toBe(false);
});

test('keeps the order as it is and adds one row for a log', async () => {
	const [claimed] = await run('claim', [item('1')]);
	const { logEntry, ...order } = claimed?.[0]?.json ?? {};
	expect(order).toEqual(item('1'));
	expect(logEntry).toEqual({
		externalId: 'apicbase-1',
		orderNumber: '101',
		localId: null,
		direction: 'apicbase_to_erp',
		timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as unknown,
		requestStatus: 'started',
		responseSummary: 'The order is being written to the ERP.',
		errorMessage: null,
		retryCount: 0,
		outcome: 'claimed',
	});
});

// reliability: ERP down or refuses | Apicbase node
test("logs the ERP's own id when it completes, and why when it releases", async () => {
	await run('claim', [item('1'), item('2')]);
	const [[completed] = []] = await run('complete', [{ erp: 'reply' }], {
		externalId: 'apicbase-1',
		orderNumber: '101',
		localId: 'SO-7',
	});
	expect(completed?.json.logEntry).toMatchObject({
		externalId: 'apicbase-1',
		orderNumber: '101',
		localId: 'SO-7',
		requestStatus: 'done',
		outcome: 'completed',
	});
	const failed = { ...item('2', {}, 3), error: 'No stock, ask jan@example.com' };
	const [[released] = []] = await run('release', [failed]);
	expect(released?.json.logEntry).toMatchObject({
		errorMessage: 'No stock, ask …',
		requestStatus: 'stopped',
		retryCount: 2,
		outcome: 'released',
	});
	expect(outcomes(await run('claim', [item('1'), item('2')]))).toEqual([
		['apicbase-2 claimed'],
		['apicbase-1 already_synced'],
		[],
	]);
});

// reliability: ERP slow | Apicbase node
test('stops the run when another process holds the order, so that it is not lost', async () => {
	await run('claim', [item('1')]);
	localClaims.delete('workflow-1 apicbase-1');
	await expect(run('claim', [item('2'), item('1')])).rejects.toMatchObject({
		message: 'Cannot claim order 101. Another run holds it and has not finished.',
		description:
			"Wait for that run to end. If it was cut short, the order is free again after the time under 'Take Over After (Minutes)'.",
	});
	// What the stopped run had claimed is free for its next attempt.
	expect(outcomes(await run('claim', [item('2')]))).toEqual([['apicbase-2 claimed'], [], []]);
});

test('stops the run of a repeated attempt while the earlier one still holds the order', async () => {
	await run('claim', [item('1')]);
	await expect(run('claim', [item('1', {}, 2)])).rejects.toThrow('Cannot claim order 101.');
});

test('stops the run when another one holds the order, unless the user wants it otherwise', async () => {
	await run('claim', [item('1')]);
	await expect(run('claim', [item('1')])).rejects.toThrow('Cannot claim order 101.');
});

test('reads settings that hold an expression for each order', async () => {
	await run('claim', [item('1')]);
	const parameters = {
		whenHeld: '={{ $json.order_number === "101" ? "alreadySynced" : "stop" }}',
	};
	expect(outcomes(await run('claim', [item('2'), item('1')], parameters))).toEqual([
		['apicbase-2 claimed'],
		['apicbase-1 in_progress'],
		[],
	]);
	await expect(run('claim', [item('1'), item('2')], parameters)).rejects.toThrow(
		'Cannot claim order 102. Another run holds it',
	);
});

test.each([
	'\u200b',
	'undefined',
	'[object Object]',
	'apicbase-',
	'apicbase-undefined',
	null,
	{},
	[],
])('takes an item with the external id %j for one that names no order', async (externalId) => {
	await expect(run('claim', [{ sync: { externalId } }])).rejects.toThrow(
		"Cannot claim the order. The field 'External ID' is empty.",
	);
});

test('names an order by its external ID, however long, and counts attempts that are no number as the first', async () => {
	const long = 'x'.repeat(5000);
	const [claimed] = await run('claim', [item(`${long}1`, {}, NaN), item(`${long}2`)]);
	expect(claimed?.map(({ json }) => rowOf(json).retryCount)).toEqual([0, 0]);
	await expect(run('claim', [item(`${long}1`)])).rejects.toThrow('Another run holds it');
});

test('names an order that came without its external id', async () => {
	expect(outcomes(await run('claim', [anOrder({ id: '3' }) as unknown as IDataObject]))).toEqual([
		['apicbase-3 claimed'],
		[],
		[],
	]);
	await expect(run('claim', [{ something: 'else' }])).rejects.toThrow(
		"Cannot claim the order. The field 'External ID' is empty.",
	);
});

test.each(['', 0, -5, '=soon', null])(
	'keeps the ledger with %j Orders to Remember',
	async (maxOrders) => {
		await run('claim', [item('1')]);
		await run('complete', [item('1')], { localId: 'SO-1' });
		await run('claim', [item('2')], { options: { maxOrders } });
		expect(outcomes(await run('claim', [item('1')]))).toEqual([
			[],
			['apicbase-1 already_synced'],
			[],
		]);
	},
);

test('remembers more orders than usual where that is chosen, whatever step comes last', async () => {
	const options = { maxOrders: 12_000 };
	await run('claim', [item('1')]);
	await run('complete', [item('1')], { localId: 'SO-1' });
	const others = Array.from({ length: 60_000 }, (_, index) => `other ${index}`);
	const workflow = { id: 'workflow-1' };
	await store.checkProcessedAndRecord(others, 'workflow', { workflow }, { mode: 'entries' });
	await run('claim', [item('2'), item('3')], { options });
	await run('complete', [item('2')], { localId: 'SO-2' });
	await run('release', [item('3')]);
	expect(outcomes(await run('claim', [item('1')], { options }))).toEqual([
		[],
		['apicbase-1 already_synced'],
		[],
	]);
	// Not with the usual number: the order runs once more.
	expect(outcomes(await run('claim', [item('1')]))[1]).toEqual([]);
});

test('completes the orders that have a record, and stops for the one that has none', async () => {
	await run('claim', [item('1'), item('2')]);
	await expect(
		run('complete', [item('2'), item('1')], { localId: '={{ $json.id === "1" ? "SO-1" : null }}' }),
	).rejects.toThrow("Cannot complete order 102. 'ERP Record ID' names no record.");
	expect(outcomes(await run('claim', [item('1')]))).toEqual([
		[],
		['apicbase-1 already_synced'],
		[],
	]);
});

test.each([
	['is held', item('1')],
	['names no order', { something: 'else' }],
])('sends no item that %s to Claimed when On Error lets the run go on', async (_, json) => {
	await run('claim', [item('1')]);
	const context = anExecuteContext({
		node,
		parameters: { resource: 'ledger', operation: 'claim' },
		inputs: [[{ json }]],
	});
	context.continueOnFail = () => true;
	const outputs = await node.execute.call(context);
	expect(outputs.map((items) => items.map(({ error }) => error !== undefined))).toEqual([
		[],
		[true],
		[],
	]);
});

test('sends nothing to Claimed when the store gives way and On Error lets the run go on', async () => {
	const context = anExecuteContext({
		node,
		parameters: { resource: 'ledger', operation: 'claim', externalId: '={{ $json.a.b.c.d }}' },
		inputs: [[{ json: item('1') }]],
	});
	context.continueOnFail = () => true;
	context.helpers.checkProcessedAndRecord = async () => await Promise.reject(new Error('down'));
	const outputs = await node.execute.call(context);
	expect(outputs.map((items) => items.length)).toEqual([0, 1, 0]);
});

describe('a claim that another run took over', () => {
	// reliability: ERP slow | Apicbase node
	test.each([
		['complete', { localId: 'SO-1' }],
		['release', {}],
	])('is not ended by the %s of the run that was too slow', async (operation, parameters) => {
		await runAs('slow', 'claim', [item('1')]);
		localClaims.delete('workflow-1 apicbase-1');
		store.clear();
		await runAs('quick', 'claim', [item('1')]);
		await expect(runAs('slow', operation, [item('1')], parameters)).rejects.toThrow(
			`Cannot ${operation} order 101. Another run holds it.`,
		);
		expect(outcomes(await runAs('quick', 'complete', [item('1')], { localId: 'SO-2' }))).toEqual([
			['apicbase-1 completed'],
		]);
	});
});

test('frees a completed order whose record is gone', async () => {
	await run('claim', [item('1')]);
	await run('complete', [item('1')], { localId: 'SO-1' });
	expect(outcomes(await run('forget', [item('1')]))).toEqual([['apicbase-1 forgotten']]);
	expect(outcomes(await run('claim', [item('1')]))).toEqual([['apicbase-1 claimed'], [], []]);
});

// reliability: Order number used twice, record deleted or cancelled in the ERP | Apicbase node
test('stops at an external id that stands for another order number', async () => {
	await run('claim', [item('1')]);
	await run('complete', [item('1')], { localId: 'SO-1' });
	await expect(run('claim', [item('1', { order_number: '7' })])).rejects.toThrow(
		'Cannot claim order 7. The ledger has another order number under "apicbase-1".',
	);
});

test.each([
	['undefined'],
	['null'],
	['[object Object]'],
	['={{ {} }}'],
	['={{ 390500353590008000000 }}'],
	['={{ "\\u200b" }}'],
])('claims nothing under the external ID %s', async (externalId) => {
	await expect(run('claim', [{ note: 'no order' }], { externalId })).rejects.toThrow(
		"Cannot claim the order. The field 'External ID' is empty.",
	);
});

test('says on a worker of queue mode that claims are exact on one worker only, in the log once', async () => {
	const log: LogLine[] = [];
	const claimOn = async (instanceType: string, id: string) => {
		const context = anExecuteContext({
			node,
			parameters: { resource: 'ledger', operation: 'claim' },
			inputs: [[{ json: item(id) }]],
			log,
		});
		Object.assign(context, { instanceSettings: { instanceType } });
		await node.execute.call(context);
		return context.hints.map(({ message }) => message);
	};
	expect(await claimOn('main', '1')).toEqual([]);
	const hint = expect.stringMatching(/With more than one worker keep it in Postgres/) as string;
	expect([await claimOn('worker', '2'), await claimOn('worker', '3')]).toEqual([[hint], [hint]]);
	expect(log).toEqual([{ level: 'warn', message: hint }]);
});

describe('a claim that another run takes over', () => {
	const minutes = (count: number) => count * 60_000;
	afterEach(() => jest.restoreAllMocks());

	it('is not released by the first, though it asks before the other is done', async () => {
		await runAs('first', 'claim', [item('1')]);
		const later = performance.now() + minutes(31);
		jest.spyOn(performance, 'now').mockReturnValue(later);
		jest.spyOn(Date, 'now').mockReturnValue(Date.now() + minutes(31));
		const [taken, released] = await Promise.allSettled([
			runAs('second', 'claim', [item('1')]),
			runAs('first', 'release', [item('1')]),
		]);
		expect(taken).toMatchObject({
			value: [[{ json: { logEntry: { outcome: 'claimed' } } }], [], []],
		});
		expect(released).toMatchObject({
			reason: { message: 'Cannot release order 101. Another run holds it.' },
		});
	});

	it('is not taken over because somebody has put the clock forward', async () => {
		await runAs('first', 'claim', [item('1')]);
		jest.spyOn(Date, 'now').mockReturnValue(Date.now() + minutes(60));
		await expect(runAs('second', 'claim', [item('1')])).rejects.toThrow(
			'Another run holds it and has not finished.',
		);
	});
});

// reliability: Database locked or full | Apicbase node
test.each([1, 2, 3, 4, 5, 6])(
	'runs a changed order also where the store has written and says that it failed, call %d',
	async (call) => {
		await run('claim', [item('1')]);
		await run('complete', [item('1')], { localId: 'SO-1' });
		store.failAfterWriting(call);
		const changed = item('1', { packages: [aLine({ quantity: 9 })] });
		const told = await run('claim', [changed]).then(
			(outputs) => outcomes(outputs).flat().join(),
			(error: Error) => error.message,
		);
		expect(store.hasFailed).toBe(true);
		expect(told).toMatch(/apicbase-1 (changed|claimed)$|Another run holds it/);
	},
);
