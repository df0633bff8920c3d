import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installMissing } from '../debianPackages.mts';
import { freePorts } from '../n8n/freePorts.mts';
import type { Say } from '../n8n/madeOnce.mts';
import { startServer, type RestartableServer } from './server.mts';

/** Makes sure that this machine has a Redis. */
export const installRedis = (say: Say): Promise<void> =>
	installMissing({ 'redis-server': 'redis-server' }, say);

export interface Redis extends RestartableServer {
	/** As one restarts whose data nobody keeps, a container without a volume for example. */
	restartEmpty(): Promise<void>;
}

/** An empty Redis on loopback that keeps what it holds over a restart. */
export async function startRedis(say: Say = () => {}): Promise<Redis> {
	await installRedis(say);
	const folder = await mkdtemp(join(tmpdir(), 'apicbase-redis-'));
	const [port = 0] = await freePorts(1);
	const args = [
		'--port',
		String(port),
		'--bind',
		'127.0.0.1',
		'--save',
		'3600 1',
		'--appendonly',
		'no',
		'--dir',
		folder,
	];
	const start = () =>
		startServer({
			command: 'redis-server',
			args,
			port,
			logFile: join(folder, 'redis.log'),
		});
	let server = await start();
	const stored = join(folder, 'dump.rdb');
	return {
		port,
		get pid() {
			return server.pid;
		},
		async restart() {
			await server.stop();
			server = await start();
		},
		async restartEmpty() {
			await server.stop();
			await rm(stored, { force: true });
			server = await start();
		},
		async stop() {
			await server.stop();
			await rm(folder, { recursive: true, force: true });
		},
	};
}
