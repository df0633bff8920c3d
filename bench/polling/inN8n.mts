import { setTimeout as pause } from 'node:timers/promises';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox.mts';
import type { N8n } from '../../harness/n8n/startN8n.mts';
import { compareRow, valueRow, type MeasuredRow } from '../frame/row.mts';
import type { Say } from '../frame/section.mts';
import { median } from '../frame/statistics.mts';
import { withN8n, type Engine } from '../n8n/benchN8n.mts';
import { untilIdle } from '../n8n/processCost.mts';
import { storedExecutions } from '../n8n/storedExecutions.mts';
import { watchCycles, type SlotCost } from './cycles.mts';
import { fillMemory } from './fillMemory.mts';
import {
	cycleSeconds,
	ourPoller,
	selfBuiltPoller,
	type Poller,
	type Pollers,
} from './contenders.mts';

const section = 'polling';
const comparedTo = 'HTTP Request → Split Out → Remove Duplicates';
/** How many orders are known, and how many of them the list still shows: the others were delivered meanwhile. */
const sizes = [
	{ remembered: 0, listed: 0 },
	{ remembered: 50_000, listed: 200 },
];

const durableCursors = {
	N8N_SCHEDULER_ENABLED: 'true',
	N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
	N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
};

/** How n8n polls and evaluates expressions. */
const settings: ReadonlyArray<{ name: string; engine: Engine; env?: Record<string, string> }> = [
	{ name: 'in memory, vm', engine: 'vm' },
	{ name: 'in memory, lazy', engine: 'lazy' },
	{ name: 'durable cursors, vm', engine: 'vm', env: durableCursors },
];
const quietCycles = 3;
const eventfulCycles = 2;

interface Cost {
	/** One figure a cycle. */
	cpuMs: number[];
	/** From the second of the poll to the end of the run that a new order started. */
	wallMs: number[];
	requests: number[];
	bytesStored: number;
}

type Name = 'ours' | 'chain';

interface Sized extends Record<Name, Cost> {
	setting: string;
	remembered: number;
}

interface Stage {
	n8n: N8n;
	sandbox: Sandbox;
	pollers: Pollers;
}

/** Polls of a real n8n while nothing is new, and while one order is, by n8n's settings and by what is remembered. */
export async function measureInN8n(say: Say): Promise<MeasuredRow[]> {
	const rows: MeasuredRow[] = [];
	for (const { name: setting, engine, env } of settings) {
		const sandbox = await startSandbox({ switches: { rateLimitPerMinute: null } });
		const compare = async (n8n: N8n) => {
			const pollers = {
				ours: await ourPoller(n8n, sandbox),
				chain: await selfBuiltPoller(n8n, sandbox),
			};
			const stage: Stage = { n8n, sandbox, pollers };
			for (const { remembered, listed } of sizes) {
				say(`${setting}: ${remembered} orders remembered, ${listed} listed`);
				await remember(stage, remembered, listed);
				rows.push(...rowsOf({ setting, remembered, ...(await watch(stage, say)) }));
			}
		};
		try {
			await withN8n(engine, say, compare, env);
		} finally {
			await sandbox.close();
		}
	}
	return rows;
}

/** Publishes both with a memory of so many orders, of which the list still shows some. */
async function remember(stage: Stage, remembered: number, listed: number): Promise<void> {
	const { n8n, sandbox, pollers } = stage;
	const known = sandbox.orders().length;
	sandbox.addOrders({ count: Math.max(0, listed - known) });
	for (const { id } of sandbox.orders().slice(0, Math.max(0, known - listed)))
		sandbox.editOrder(id, { status: 'DELIVERED' });
	await publishBoth(stage);
	if (remembered === 0) return;
	for (const { workflowId } of [pollers.ours, pollers.chain])
		await n8n.client.workflows.unpublish(workflowId);
	await untilIdle(n8n.pid);
	await fillMemory(n8n, pollers, remembered);
	await publishBoth(stage);
}

/** Publishes both and waits until each has polled. */
async function publishBoth({ n8n, pollers }: Stage): Promise<void> {
	for (const { workflowId } of [pollers.ours, pollers.chain])
		await n8n.client.workflows.publish(workflowId);
	await pause(cycleSeconds * 1000);
	await untilIdle(n8n.pid);
}

async function watch(stage: Stage, say: Say): Promise<Record<Name, Cost>> {
	const { n8n, sandbox } = stage;
	say(`${quietCycles} quiet cycles, ${eventfulCycles} with a new order`);
	const before = await storedBytes(stage);
	const quiet = await watchCycles(n8n, sandbox, { cycleSeconds, cycles: quietCycles }, () => {});
	const after = await storedBytes(stage);
	const eventfulFromMs = Date.now();
	await watchCycles(n8n, sandbox, { cycleSeconds, cycles: eventfulCycles }, () =>
		sandbox.addOrders({ count: 1 }),
	);
	const cost = async (name: Name): Promise<Cost> => ({
		...withoutIdling(quiet, stage.pollers[name].slot),
		bytesStored: (after[name] - before[name]) / quietCycles,
		wallMs: await runTimes(stage, name, eventfulFromMs),
	});
	return { ours: await cost('ours'), chain: await cost('chain') };
}

/** In the last second of a cycle nobody polls: what n8n uses then it uses anyway. */
function withoutIdling(slots: SlotCost[], slot: number): Pick<Cost, 'cpuMs' | 'requests'> {
	const idle = slots.at(-1)!;
	const { cpuMs, requests } = slots[slot]!;
	return { cpuMs: cpuMs.map((ms, cycle) => Math.max(ms - idle.cpuMs[cycle]!, 0)), requests };
}

async function storedBytes({ n8n, pollers }: Stage): Promise<Record<Name, number>> {
	const total = async ({ workflowId }: Poller) => {
		const { count, bytesEach } = await storedExecutions(n8n, workflowId);
		return count * bytesEach;
	};
	return { ours: await total(pollers.ours), chain: await total(pollers.chain) };
}

/** How long after its second each poll's run had ended, in ms. */
async function runTimes({ n8n, pollers }: Stage, name: Name, fromMs: number): Promise<number[]> {
	await untilIdle(n8n.pid);
	const { workflowId, slot } = pollers[name];
	const runs = (await n8n.client.executions.list(workflowId))
		.filter(({ startedAt }) => Date.parse(startedAt) >= fromMs)
		.slice(0, eventfulCycles);
	if (runs.length < eventfulCycles)
		throw new Error(`Expected ${eventfulCycles} runs of ${name}, found ${runs.length}.`);
	return runs.map(({ startedAt, stoppedAt }) => {
		const cycleMs = cycleSeconds * 1000;
		const tickMs =
			Math.floor((Date.parse(startedAt) - slot * 1000) / cycleMs) * cycleMs + slot * 1000;
		return Date.parse(stoppedAt ?? '') - tickMs;
	});
}

function rowsOf({ setting, remembered, ours, chain }: Sized): MeasuredRow[] {
	const name = (what: string) =>
		`${what}, ${remembered.toLocaleString('en-US')} remembered (${setting})`;
	const lower = { section, comparedTo, better: 'lower' } as const;
	return [
		compareRow({
			...lower,
			name: name('CPU of a quiet poll in n8n'),
			unit: 'ms',
			goal: 1,
			ours: ours.cpuMs,
			theirs: chain.cpuMs,
		}),
		compareRow({
			...lower,
			name: name('from the poll to the end of the run with a new order'),
			unit: 'ms',
			ours: ours.wallMs,
			theirs: chain.wallMs,
		}),
		valueRow({
			section,
			name: name('requests of a quiet poll'),
			unit: '',
			values: ours.requests,
			comparedTo: `${median(chain.requests)} of the chain`,
			goal: { text: '1', met: ours.requests.every((count) => count === 1) },
		}),
		valueRow({
			section,
			name: name('stored by n8n for a quiet poll'),
			unit: 'bytes',
			values: [ours.bytesStored],
			comparedTo: `${Math.round(chain.bytesStored).toLocaleString('en-US')} of the chain`,
		}),
	];
}
