import { existsSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import type { Say } from './n8n/madeOnce.mts';
import { repositoryRoot } from './n8n/repositoryRoot.mts';
import { runCommand } from './n8n/runCommand.mts';

/** Where a command is, or a file named by its whole path; `undefined` when this machine has none of that name. */
export function whereIs(command: string): string | undefined {
	if (isAbsolute(command)) return existsSync(command) ? command : undefined;
	return (process.env.PATH ?? '')
		.split(delimiter)
		.map((folder) => join(folder, command))
		.find((path) => existsSync(path));
}

/** Installs the Debian packages whose command, or file named by its whole path, is missing; throws what to do by hand where that cannot be done. */
export async function installMissing(packageOf: Record<string, string>, say: Say): Promise<void> {
	const missing = Object.keys(packageOf).filter((command) => whereIs(command) === undefined);
	if (missing.length === 0) return;
	const packages = [...new Set(missing.map((command) => packageOf[command]!))];
	if (whereIs('apt-get') === undefined) {
		throw new Error(
			`Cannot find ${missing.join(', ')}. Install ${packages.join(', ')} with this machine's package manager.`,
		);
	}
	const asRoot = process.getuid?.() === 0 ? [] : ['sudo'];
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	const run = async (title: string, ...command: string[]) => {
		const [program = '', ...args] = [...asRoot, ...command];
		await runCommand(program, args, { cwd: repositoryRoot(), env, say, title });
	};
	await run('Reading the list of Debian packages', 'apt-get', 'update', '-qq');
	await run(
		`Installing ${packages.join(', ')}`,
		'apt-get',
		'install',
		'-y',
		'-qq',
		'--no-install-recommends',
		// Another process may be installing something: wait for it, ten minutes at most.
		'-o',
		'DPkg::Lock::Timeout=600',
		...packages,
	);
}
