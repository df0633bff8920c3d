import { existsSync } from 'node:fs';
import { chown, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { installMissing, whereIs } from '../debianPackages.mts';
import { freePorts } from '../n8n/freePorts.mts';
import type { Say } from '../n8n/madeOnce.mts';
import { runCommand } from '../n8n/runCommand.mts';
import { startServer, type RestartableServer, type RunAs } from './server.mts';

/** A Postgres of one test's own, which trusts everybody on loopback. */
export interface Postgres extends RestartableServer {
	readonly user: string;
	readonly database: string;
}

const user = 'postgres';
const debianFolder = '/usr/lib/postgresql';
/** A cluster that is thrown away needs no safety from power cuts. */
const settings = [
	'fsync=off',
	'full_page_writes=off',
	'synchronous_commit=off',
	'max_connections=200',
	'listen_addresses=127.0.0.1',
	'unix_socket_directories=',
];

/** Makes sure that this machine has a Postgres. */
export const installPostgres = async (say: Say): Promise<void> => void (await programFolder(say));

/** Makes a new cluster in a temporary folder and starts it on a free port. */
export async function startPostgres(say: Say = () => {}): Promise<Postgres> {
	const programs = await programFolder(say);
	const runAs = await unprivileged();
	const folder = await mkdtemp(join(tmpdir(), 'apicbase-postgres-'));
	if (runAs.uid !== undefined) await chown(folder, runAs.uid, runAs.gid!);
	const cluster = join(folder, 'cluster');
	const make = [
		'-D',
		cluster,
		'-U',
		user,
		'--auth=trust',
		'--encoding=UTF8',
		'--locale=C.UTF-8',
		'--no-sync',
	];
	await runCommand(join(programs, 'initdb'), make, { cwd: folder, ...runAs });
	const [port = 0] = await freePorts(1);
	const args = [
		'-D',
		cluster,
		'-p',
		String(port),
		...settings.flatMap((setting) => ['-c', setting]),
	];
	const start = () =>
		startServer({
			command: join(programs, 'postgres'),
			args,
			port,
			logFile: join(folder, 'postgres.log'),
			runAs,
		});
	let server = await start();
	return {
		port,
		get pid() {
			return server.pid;
		},
		user,
		database: 'postgres',
		async restart() {
			// Cuts its clients off; what a signal to the server would do, waits until they have left.
			const cutOff = ['-D', cluster, '-m', 'fast', '-w', 'stop'];
			await runCommand(join(programs, 'pg_ctl'), cutOff, { cwd: folder, ...runAs });
			await server.stop();
			server = await start();
		},
		async stop() {
			await server.stop();
			await rm(folder, { recursive: true, force: true });
		},
	};
}

/** Where initdb and postgres are: Debian keeps them out of the PATH, in one folder per version. */
async function programFolder(say: Say): Promise<string> {
	if ((await installedFolders()).length === 0) await installMissing({ initdb: 'postgresql' }, say);
	const [newest] = await installedFolders();
	if (newest === undefined)
		throw new Error(
			"Cannot find initdb and postgres. Install Postgres with this machine's package manager.",
		);
	return newest;
}

async function installedFolders(): Promise<string[]> {
	const versions = existsSync(debianFolder) ? await readdir(debianFolder) : [];
	const newestFirst = versions
		.sort((a, b) => Number(b) - Number(a))
		.map((version) => join(debianFolder, version, 'bin'));
	const inPath = whereIs('initdb');
	return [...newestFirst, ...(inPath === undefined ? [] : [dirname(inPath)])].filter((folder) =>
		existsSync(join(folder, 'postgres')),
	);
}

/** Postgres refuses to run as root; its package brings a user for it. */
async function unprivileged(): Promise<RunAs> {
	if (process.getuid?.() !== 0) return {};
	const id = async (flag: string) => Number(await runCommand('id', [flag, user], { cwd: '/' }));
	return { uid: await id('-u'), gid: await id('-g') };
}
