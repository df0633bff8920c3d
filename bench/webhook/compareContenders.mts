import type { N8n } from '../../harness/n8n/startN8n.mts';
import { interleave } from '../frame/interleave.mts';
import { compareRow, valueRow, type MeasuredRow } from '../frame/row.mts';
import type { Say } from '../frame/section.mts';
import type { LoadGenerator } from '../load/load.mts';
import { forgedOrder, signedOrders } from '../load/orders.mts';
import type { Engine } from '../n8n/benchN8n.mts';
import {
	bareWebhook,
	floorTrigger,
	ourTrigger,
	selfBuiltChain,
	type Contender,
} from '../n8n/contenders.mts';
import { measureLoad, type LoadCost } from '../n8n/measureLoad.mts';
import { storedExecutions } from '../n8n/storedExecutions.mts';

const titles = {
	floorV1: 'empty community trigger, version 1',
	floorV2: 'empty community trigger, version 2',
	chain: 'Webhook → Crypto → If → Code → Respond',
	bare: 'Webhook node that checks nothing',
};
type Other = keyof typeof titles;
type Contenders<Name extends string> = Record<Name, Contender>;

/** What takes orders, and what refuses forged ones. */
export interface Published {
	accept: Contenders<'ours' | Other>;
	refuse: Contenders<'ours' | Exclude<Other, 'bare'>>;
}

export const rounds = 3;
export const requestsARound: Record<Engine, number> = { vm: 40, lazy: 120, legacy: 160 };

type Goals = Record<'accepted' | 'forged', Partial<Record<Other, number>>>;

/** The least ratio that is good enough, for rate, 99th percentile and CPU alike. */
const goals: Record<Engine, Goals> = {
	vm: { accepted: { floorV1: 1.4 }, forged: { floorV1: 2 } },
	lazy: { accepted: { floorV1: 3, chain: 2.8 }, forged: { floorV1: 10 } },
	legacy: { accepted: { floorV2: 0.95 }, forged: { floorV2: 0.95 } },
};

export async function publishContenders(n8n: N8n): Promise<Published> {
	const [ours, chain] = [await ourTrigger(n8n), await selfBuiltChain(n8n)];
	return {
		accept: {
			ours,
			chain,
			floorV1: await floorTrigger(n8n, 1, 'accept'),
			floorV2: await floorTrigger(n8n, 2, 'accept'),
			bare: await bareWebhook(n8n),
		},
		refuse: {
			ours,
			chain,
			floorV1: await floorTrigger(n8n, 1, 'refuse'),
			floorV2: await floorTrigger(n8n, 2, 'refuse'),
		},
	};
}

/** Orders accepted and forged orders refused, and what n8n stored for each. */
export async function compareContenders(
	engine: Engine,
	n8n: N8n,
	generator: LoadGenerator,
	{ accept, refuse }: Published,
	say: Say,
): Promise<MeasuredRow[]> {
	const count = requestsARound[engine];
	const accepting = eachOf(accept, ({ url }) => async (requests: number) => {
		const job = { url, requests: signedOrders(requests), expectedStatus: 200 };
		return await measureLoad(n8n, generator, job);
	});
	const refusing = eachOf(refuse, ({ url }) => async (requests: number) => {
		const job = { url, requests: [forgedOrder()], count: requests, expectedStatus: 403 };
		return await measureLoad(n8n, generator, job);
	});
	say(`${engine}: ${rounds} rounds of ${count} orders and as many forged ones`);
	const accepted = await warmAndMeasure(accepting, count);
	const stored = await storedPerOrder(n8n, accept);
	const runsBefore = (await storedExecutions(n8n, accept.ours.workflowId)).count;
	const forged = await warmAndMeasure(refusing, count);
	const runsAfter = (await storedExecutions(n8n, accept.ours.workflowId)).count;
	return [
		...compareCosts(engine, 'accepted', accepted),
		...compareCosts(engine, 'forged', forged),
		compareRow({
			section: 'webhook',
			name: `stored per order (${engine})`,
			unit: 'bytes',
			better: 'lower',
			comparedTo: titles.chain,
			ours: [stored.ours],
			theirs: [stored.chain],
		}),
		valueRow({
			section: 'webhook',
			name: `runs stored for forged orders (${engine})`,
			unit: '',
			values: [runsAfter - runsBefore],
			goal: { text: '0', met: runsAfter === runsBefore },
		}),
	];
}

async function warmAndMeasure<Name extends string>(
	measure: Record<Name, (requests: number) => Promise<LoadCost>>,
	count: number,
): Promise<Record<Name, LoadCost[]>> {
	const withCount = (requests: number) => eachOf(measure, (run) => () => run(requests));
	await interleave(1, withCount(Math.ceil(count / 2)));
	return await interleave(rounds, withCount(count));
}

const measures = [
	{ name: 'a second', unit: '/s', better: 'higher', of: ({ perSecond }: LoadCost) => perSecond },
	{ name: '99th percentile', unit: 'ms', better: 'lower', of: ({ p99Ms }: LoadCost) => p99Ms },
	{ name: 'CPU each', unit: 'ms', better: 'lower', of: ({ cpuMs }: LoadCost) => cpuMs },
] as const;

function compareCosts(
	engine: Engine,
	what: 'accepted' | 'forged',
	{ ours, ...others }: { ours: LoadCost[] } & Partial<Record<Other, LoadCost[]>>,
): MeasuredRow[] {
	return measures.flatMap(({ of, name, ...measure }) =>
		(Object.keys(others) as Other[]).map((other) =>
			compareRow({
				section: 'webhook',
				name: `${what}: ${name} (${engine})`,
				...measure,
				comparedTo: titles[other],
				...(goals[engine][what][other] !== undefined && { goal: goals[engine][what][other] }),
				ours: ours.map(of),
				theirs: others[other]!.map(of),
			}),
		),
	);
}

async function storedPerOrder<Name extends string>(
	n8n: N8n,
	contenders: Contenders<Name>,
): Promise<Record<Name, number>> {
	const stored = {} as Record<Name, number>;
	for (const name of Object.keys(contenders) as Name[])
		stored[name] = (await storedExecutions(n8n, contenders[name].workflowId)).bytesEach;
	return stored;
}

const eachOf = <Name extends string, Value, Result>(
	values: Record<Name, Value>,
	make: (value: Value) => Result,
): Record<Name, Result> =>
	Object.fromEntries(
		(Object.entries(values) as Array<[Name, Value]>).map(([name, value]) => [name, make(value)]),
	) as Record<Name, Result>;
