import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '../../harness/n8n/client.mts';
import { isAlive } from '../../harness/n8n/processes.mts';
import { startN8n } from '../../harness/n8n/startN8n.mts';
import { publishPostgresLedger } from '../../harness/postgresLedger.mts';
import type { QueueMember } from '../../harness/queue/queueMember.mts';
import { startQueueN8n } from '../../harness/queue/startQueueN8n.mts';
import type { randomNumbers } from '../../harness/randomNumbers.mts';
import type { PublishLedger } from './flows.mts';

/** The n8n that a campaign is played on, with what takes it down. */
export interface CampaignN8n {
	readonly client: Client;
	/** Where orders are sent. */
	readonly url: string;
	/** How many customers are served between two blows. */
	readonly customersPerBlow: number;
	/** Each takes something down and is over when it is back. */
	readonly blows: readonly Blow[];
	/** Where examples/order-ledger, which all others use, would not be exact. */
	readonly publishLedger?: PublishLedger;
	/** How many processes ended that nobody took down; they were started again, as a container is. */
	endedByThemselves(): number;
	stop(): Promise<void>;
}

export interface Blow {
	name: string;
	strike(): Promise<void>;
}

/** One process with SQLite, which is killed; three times in four it comes back with the faster of its expression engines. */
export async function openOneProcess(tarball: string): Promise<CampaignN8n> {
	const n8n = await startN8n({ tarball });
	let kills = 0;
	const strike = async () => {
		kills += 1;
		await n8n.kill();
		const env = { N8N_EXPRESSION_ENGINE: kills % 4 === 0 ? 'vm' : 'legacy' };
		await n8n.restart({ fastRestart: true, env });
	};
	return {
		client: n8n.client,
		url: n8n.url,
		customersPerBlow: 50,
		blows: [{ name: 'n8n killed', strike }],
		endedByThemselves: () => 0,
		stop: () => n8n.stop(),
	};
}

/** n8n notices a dead worker within seconds. */
const queueEnv = {
	N8N_EXPRESSION_ENGINE: 'legacy',
	QUEUE_WORKER_LOCK_DURATION: '5000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '1000',
	QUEUE_WORKER_STALLED_INTERVAL: '2000',
};
const watchEveryMs = 500;

/** Queue mode, with the ledger in Postgres: each of its processes is killed, Redis and Postgres are restarted. */
export async function openQueueMode(
	tarball: string,
	random: ReturnType<typeof randomNumbers>,
): Promise<CampaignN8n> {
	const queue = await startQueueN8n({ tarball, env: queueEnv });
	const { main, workers, webhook, redis, postgres } = queue;
	/** What is down on purpose, or starts at this moment. */
	const busy = new Set<QueueMember>();
	let ended = 0;
	const start = async (member: QueueMember) => {
		busy.add(member);
		await member.restart().finally(() => busy.delete(member));
	};
	const watch = setInterval(() => {
		for (const member of [main, ...workers, webhook]) {
			if (busy.has(member) || isAlive(member.pid)) continue;
			ended += 1;
			// When it cannot start yet, the next look finds it ended again.
			start(member).catch(() => {});
		}
	}, watchEveryMs);
	const kill = (name: string, choose: () => QueueMember): Blow => ({
		name,
		async strike() {
			const member = choose();
			while (busy.has(member)) await pause(watchEveryMs);
			busy.add(member);
			await member.kill();
			await start(member);
		},
	});
	return {
		client: queue.client,
		url: queue.webhookUrl,
		customersPerBlow: 12,
		blows: [
			kill('worker killed', () => workers[random.below(workers.length)]!),
			kill('webhook processor killed', () => webhook),
			kill('main process killed', () => main),
			{ name: 'Redis restarted', strike: () => redis.restart() },
			{ name: 'Postgres restarted', strike: () => postgres.restart() },
		],
		publishLedger: (erp) => publishPostgresLedger(queue, postgres, erp, '20 seconds'),
		endedByThemselves: () => ended,
		async stop() {
			clearInterval(watch);
			while (busy.size > 0) await pause(watchEveryMs);
			await queue.stop();
		},
	};
}
