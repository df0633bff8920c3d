import type { N8n } from '../../harness/n8n/startN8n.mts';
import { interleave } from '../frame/interleave.mts';
import { compareRow, valueRow, type MeasuredRow } from '../frame/row.mts';
import type { Say } from '../frame/section.mts';
import type { LoadGenerator } from '../load/load.mts';
import { forgedOrder, malformedOrders } from '../load/orders.mts';
import {
	bareWebhook,
	floorTrigger,
	ourTrigger,
	selfBuiltChain,
	type Contender,
} from '../n8n/contenders.mts';
import { measureLoad, type LoadCost } from '../n8n/measureLoad.mts';
import { storedExecutions } from '../n8n/storedExecutions.mts';

type Refuser =
	| 'ours'
	| 'chain'
	| 'floorAfterCredential'
	| 'floorAtOnce'
	| 'webhookByCredential'
	| 'webhookByAddress';
export type Refusers = Record<Refuser, Contender>;

const rounds = 4;
const countARound = { vm: 16, legacy: 200 };
export type RefusalEngine = keyof typeof countARound;

export async function publishRefusers(n8n: N8n): Promise<Refusers> {
	return {
		ours: await ourTrigger(n8n),
		chain: await selfBuiltChain(n8n),
		floorAfterCredential: await floorTrigger(n8n, 'refuse after credential'),
		floorAtOnce: await floorTrigger(n8n, 'refuse at once'),
		webhookByCredential: await bareWebhook(n8n, 'by credential'),
		webhookByAddress: await bareWebhook(n8n, 'by address'),
	};
}

/** Forged orders against what also reads a credential, malformed ones against what reads none. */
export async function compareRefusals(
	engine: RefusalEngine,
	n8n: N8n,
	generator: LoadGenerator,
	refusers: Refusers,
	say: Say,
): Promise<MeasuredRow[]> {
	const count = countARound[engine];
	const refuse =
		(refuser: Refuser, requests = [forgedOrder()]) =>
		() =>
			measureLoad(n8n, generator, {
				url: refusers[refuser].url,
				requests,
				count,
				expectedStatus: 403,
			});
	const contenders = {
		forged: refuse('ours'),
		floorAfterCredential: refuse('floorAfterCredential'),
		webhookByCredential: refuse('webhookByCredential'),
		chain: refuse('chain'),
		malformed: refuse('ours', malformedOrders()),
		floorAtOnce: refuse('floorAtOnce', malformedOrders()),
		webhookByAddress: refuse('webhookByAddress', malformedOrders()),
	};
	say(`${engine}: warming up`);
	await interleave(1, contenders);
	say(`${engine}: ${rounds} rounds`);
	const costs = await interleave(rounds, contenders);
	const compare = (
		name: string,
		comparedTo: string,
		ours: LoadCost[],
		theirs: LoadCost[],
		goal: number,
	) => [
		compareRow({
			section: 'refusals',
			name: `${name} orders refused per second (${engine})`,
			unit: '/s',
			better: 'higher',
			comparedTo,
			goal,
			ours: ours.map(({ perSecond }) => perSecond),
			theirs: theirs.map(({ perSecond }) => perSecond),
		}),
		compareRow({
			section: 'refusals',
			name: `CPU per ${name} order (${engine})`,
			unit: 'ms',
			better: 'lower',
			comparedTo,
			goal,
			ours: ours.map(({ cpuMs }) => cpuMs),
			theirs: theirs.map(({ cpuMs }) => cpuMs),
		}),
	];
	return [
		...compare(
			'forged',
			'empty trigger, 403 after reading its credential',
			costs.forged,
			costs.floorAfterCredential,
			0.95,
		),
		...compare(
			'forged',
			'Webhook node, 403 by header credential',
			costs.forged,
			costs.webhookByCredential,
			0.95,
		),
		...compare('forged', 'Webhook → Crypto → If → 403', costs.forged, costs.chain, 1),
		...compare('malformed', 'empty trigger, 403 at once', costs.malformed, costs.floorAtOnce, 0.95),
		...compare(
			'malformed',
			'Webhook node, 403 by address',
			costs.malformed,
			costs.webhookByAddress,
			0.95,
		),
		await executionsStored(engine, n8n, refusers),
	];
}

async function executionsStored(
	engine: RefusalEngine,
	n8n: N8n,
	{ ours, chain }: Refusers,
): Promise<MeasuredRow> {
	const [own, others] = [
		await storedExecutions(n8n, ours.workflowId),
		await storedExecutions(n8n, chain.workflowId),
	];
	return valueRow({
		section: 'refusals',
		name: `executions stored for refused orders (${engine})`,
		unit: '',
		values: [own.count],
		comparedTo: `${others.count} of Webhook → Crypto → If → 403`,
		goal: { text: '0', met: own.count === 0 },
	});
}
