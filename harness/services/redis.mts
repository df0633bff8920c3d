import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installMissing } from '../debianPackages.mts';
import { freePorts } from '../n8n/freePorts.mts';
import type { Say } from '../n8n/madeOnce.mts';
import { startServer, type Server } from './server.mts';

/** Makes sure that this machine has a Redis. */
export const installRedis = (say: Say): Promise<void> =>
	installMissing({ 'redis-server': 'redis-server' }, say);

/** An empty Redis on loopback that keeps nothing. */
export async function startRedis(say: Say = () => {}): Promise<Server> {
	await installRedis(say);
	const folder = await mkdtemp(join(tmpdir(), 'apicbase-redis-'));
	const [port = 0] = await freePorts(1);
	const args = [
		'--port',
		String(port),
		'--bind',
		'127.0.0.1',
		'--save',
		'',
		'--appendonly',
		'no',
		'--dir',
		folder,
	];
	const server = await startServer({
		command: 'redis-server',
		args,
		port,
		logFile: join(folder, 'redis.log'),
	});
	return {
		...server,
		async stop() {
			await server.stop();
			await rm(folder, { recursive: true, force: true });
		},
	};
}
