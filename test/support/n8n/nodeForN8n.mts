import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { madeOnce, type Say } from './madeOnce.mts';
import { runCommand } from './runCommand.mts';

/** n8n 2.39 and later refuse an older Node; its isolated-vm ships a binary for this major. */
const neededMajor = 24;
const nodePackage = `node-${process.platform}-${process.arch}`;
const nodeVersion = '24.21.0';

/** The home (bin/node, include/node) of a Node that n8n runs on: the machine's own, or one from npm kept in `folder`/node24. */
export async function nodeForN8n(folder: string, say: Say): Promise<string> {
	const own = dirname(dirname(process.execPath));
	const ownMajor = Number(process.versions.node.split('.')[0]);
	if (ownMajor === neededMajor && existsSync(join(own, 'include/node/node.h'))) return own;
	const kept = join(folder, 'node24');
	const home = join(kept, 'node_modules', nodePackage);
	await madeOnce(kept, {
		isComplete: () => existsSync(join(home, 'bin/node')) && existsSync(join(home, 'include/node/node.h')),
		build: (aside) => installNode(aside, say),
		say,
	});
	return home;
}

async function installNode(folder: string, say: Say): Promise<void> {
	await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: { [nodePackage]: nodeVersion } }));
	await runCommand('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], {
		cwd: folder,
		say,
		title: `Installing Node ${nodeVersion} for n8n (this machine has ${process.versions.node})`,
	});
}
