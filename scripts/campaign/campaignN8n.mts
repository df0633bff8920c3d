import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '../../harness/n8n/client.mts';
import { isAlive, scaled } from '../../harness/n8n/processes.mts';
import { installPackage } from '../../harness/n8n/installPackage.mts';
import { movableClock } from '../../harness/n8n/movableClock.mts';
import { startN8n } from '../../harness/n8n/startN8n.mts';
import { publishPostgresLedger } from '../../harness/postgresLedger.mts';
import type { QueueMember } from '../../harness/queue/queueMember.mts';
import { startQueueN8n } from '../../harness/queue/startQueueN8n.mts';
import type { randomNumbers } from '../../harness/randomNumbers.mts';
import { hourMs } from '../../core/timestamp.ts';
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
	/** Starts it with the package as it is, after an earlier one. */
	readonly upgrade: Blow;
	/** What docs/limits.md tells a person to do about orders whose runs n8n has lost sight of. */
	readonly remedy?: Blow;
	/** Where examples/order-ledger, which all others use, would not be exact. */
	readonly publishLedger?: PublishLedger;
	/** How many processes ended that nobody took down; they were started again, as a container is. */
	endedByThemselves(): number;
	/** Everything its processes printed. */
	log(): string;
	stop(): Promise<void>;
}

/** Paths of the package as it is, and of the one that the campaign begins with. */
export interface Packages {
	current: string;
	earlier: string;
}

export interface Blow {
	name: string;
	strike(): Promise<void>;
}

/** What n8n was publishing when it was killed, the polling at its start among it, it takes up again after this long; two minutes by default. */
const publicationEnv = {
	N8N_WORKFLOW_PUBLICATION_OUTBOX_LEASE_SECONDS: '60',
	N8N_WORKFLOW_PUBLICATION_OUTBOX_POLL_INTERVAL_MS: '1000',
};

/**
 * One process with SQLite. It is killed, or its clock is moved by an hour and it starts again under load; three times in
 * four it comes back with the faster of its expression engines.
 */
export async function openOneProcess(
	{ current, earlier }: Packages,
	orders: number,
): Promise<CampaignN8n> {
	const clock = await movableClock();
	const n8n = await startN8n({ tarball: earlier, env: { ...publicationEnv, ...clock.env } });
	let starts = 0;
	const start = async () => {
		starts += 1;
		const env = { N8N_EXPRESSION_ENGINE: starts % 4 === 0 ? 'vm' : 'legacy' };
		await n8n.restart({ fastRestart: true, env });
	};
	const kill: Blow = {
		name: 'n8n killed',
		async strike() {
			await n8n.kill();
			await start();
		},
	};
	const move = (name: string, byMs: number): Blow => ({
		name,
		async strike() {
			// A clock that is put back meanwhile leaves n8n's publishing undone for as long.
			await n8n.client.workflows.untilAllPublished();
			await clock.move(byMs);
			await start();
		},
	});
	return {
		client: n8n.client,
		url: n8n.url,
		// Few customers see each of them, too.
		customersPerBlow: Math.min(50, orders / 5),
		blows: [
			kill,
			kill,
			move('clock moved an hour forwards', hourMs),
			move('clock moved an hour back', -hourMs),
		],
		upgrade: {
			name: 'package upgraded',
			async strike() {
				await installPackage(n8n.userFolder, current);
				await start();
			},
		},
		endedByThemselves: () => 0,
		log: () => n8n.log(),
		async stop() {
			await n8n.stop();
			await clock.close();
		},
	};
}

/** n8n notices a dead worker within seconds, and takes none for dead that a slow machine holds up. */
const queueEnv = {
	...publicationEnv,
	N8N_EXPRESSION_ENGINE: 'legacy',
	QUEUE_WORKER_LOCK_DURATION: String(scaled(10_000)),
	QUEUE_WORKER_LOCK_RENEW_TIME: String(scaled(1_000)),
	QUEUE_WORKER_STALLED_INTERVAL: String(scaled(2_000)),
};
const watchEveryMs = 500;

/** Queue mode, with the ledger in Postgres: each of its processes is killed, Redis and Postgres are restarted. Clocks are left alone. */
export async function openQueueMode(
	{ current, earlier }: Packages,
	random: ReturnType<typeof randomNumbers>,
): Promise<CampaignN8n> {
	const queue = await startQueueN8n({ tarball: earlier, env: queueEnv });
	const { main, workers, webhook, redis, postgres } = queue;
	const members = [main, ...workers, webhook];
	/** What is down on purpose, or starts at this moment. */
	const busy = new Set<QueueMember>();
	let ended = 0;
	const start = async (member: QueueMember) => {
		busy.add(member);
		await member.restart().finally(() => busy.delete(member));
	};
	const watch = setInterval(() => {
		for (const member of members) {
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
	const killMain = kill('main process killed', () => main);
	return {
		client: queue.client,
		url: queue.webhookUrl,
		customersPerBlow: 10,
		blows: [
			kill('worker killed', () => workers[random.below(workers.length)]!),
			kill('webhook processor killed', () => webhook),
			killMain,
			{ name: 'Redis restarted', strike: () => redis.restart() },
			{ name: 'Redis restarted empty', strike: () => redis.restartEmpty() },
			{ name: 'Postgres restarted', strike: () => postgres.restart() },
		],
		// One process after the other, so that both versions run for a while.
		upgrade: {
			name: 'package upgraded',
			async strike() {
				for (const member of members) {
					while (busy.has(member)) await pause(watchEveryMs);
					await member.install(current);
					await start(member);
				}
			},
		},
		remedy: { ...killMain, name: 'main process started anew' },
		publishLedger: (erp) => publishPostgresLedger(queue, postgres, erp, '20 seconds'),
		endedByThemselves: () => ended,
		log: () => queue.log(),
		async stop() {
			clearInterval(watch);
			while (busy.size > 0) await pause(watchEveryMs);
			await queue.stop();
		},
	};
}
