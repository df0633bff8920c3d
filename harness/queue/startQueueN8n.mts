import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres, type Postgres } from '../services/postgres.mts';
import { startRedis, type Redis } from '../services/redis.mts';
import { Client } from '../n8n/client.mts';
import { installN8n } from '../n8n/installN8n.mts';
import type { Say } from '../n8n/madeOnce.mts';
import { queueEnvironment } from './queueEnvironment.mts';
import { startMember, type QueueMember } from './queueMember.mts';
import { Session } from '../n8n/session.mts';

/** An n8n of four processes on loopback, with a Redis and a Postgres of its own and its owner signed in. */
export interface QueueN8n {
	/** Of the main process: editor and REST. */
	readonly url: string;
	/** Of the webhook processor: what goes to Apicbase. */
	readonly webhookUrl: string;
	readonly client: Client;
	readonly main: QueueMember;
	readonly workers: readonly [QueueMember, QueueMember];
	readonly webhook: QueueMember;
	readonly postgres: Postgres;
	readonly redis: Redis;
	/** Everything all of them printed. */
	log(): string;
	/** Stops all of them, and deletes what they left. */
	stop(): Promise<void>;
}

export interface QueueOptions {
	/** The packed package to install in every process. */
	tarball?: string;
	/** For every process. */
	env?: Record<string, string>;
	/** For the webhook processor, on top of that. */
	webhookEnv?: Record<string, string>;
	say?: Say;
}

/** Starts one main, two workers and one webhook processor; what started is stopped when something does not. */
export async function startQueueN8n({
	tarball,
	env = {},
	webhookEnv = {},
	say = () => {},
}: QueueOptions = {}): Promise<QueueN8n> {
	const runtime = await installN8n({ say });
	const parent = await mkdtemp(join(tmpdir(), 'apicbase-queue-'));
	const started: Array<{ stop(): Promise<void> }> = [
		{ stop: () => rm(parent, { recursive: true, force: true }) },
	];
	const stop = async () => {
		for (const one of started.splice(0).reverse()) await one.stop();
	};
	const kept = async <T extends { stop(): Promise<void> }>(starting: Promise<T>): Promise<T> => {
		const one = await starting;
		started.push(one);
		return one;
	};
	try {
		const [postgres, redis] = await Promise.all([kept(startPostgres(say)), kept(startRedis(say))]);
		const shared = {
			runtime,
			parent,
			tarball,
			env: { ...queueEnvironment(postgres, redis), ...env },
		};
		// The first one makes the tables.
		const main = await kept(startMember({ ...shared, name: 'main', command: 'start' }));
		await new Session(main.url).setUpOwner();
		const [webhook, one, two] = await Promise.all([
			kept(
				startMember({
					...shared,
					env: { ...shared.env, ...webhookEnv },
					name: 'webhook',
					command: 'webhook',
				}),
			),
			kept(startMember({ ...shared, name: 'worker-1', command: 'worker' })),
			kept(startMember({ ...shared, name: 'worker-2', command: 'worker' })),
		]);
		const members = [main, one, two, webhook];
		const log = () => members.map((member) => member.log()).join('');
		return {
			url: main.url,
			webhookUrl: webhook.url,
			client: new Client(main.url, runtime),
			main,
			workers: [one, two],
			webhook,
			postgres,
			redis,
			log,
			stop,
		};
	} catch (error) {
		await stop();
		throw error;
	}
}
