import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { madeOnce, type Say } from './madeOnce.mts';
import { runCommand } from './runCommand.mts';

const nodePackage = `node-${process.platform}-${process.arch}`;
const majorOf = (version: string): string => version.split('.')[0]!;

/**
 * The home (bin/node, include/node) of a Node with the major of `version`: the machine's own, or that version from npm
 * kept in `folder`/node<major>. n8n refuses other majors, and its isolated-vm ships a binary for each.
 */
export async function nodeForN8n(folder: string, version: string, say: Say): Promise<string> {
	const own = dirname(dirname(process.execPath));
	if (
		majorOf(process.versions.node) === majorOf(version) &&
		existsSync(join(own, 'include/node/node.h'))
	)
		return own;
	const kept = join(folder, `node${majorOf(version)}`);
	const home = join(kept, 'node_modules', nodePackage);
	await madeOnce(kept, {
		isComplete: () =>
			existsSync(join(home, 'bin/node')) && existsSync(join(home, 'include/node/node.h')),
		build: (aside) => installNode(aside, version, say),
		say,
	});
	return home;
}

async function installNode(folder: string, version: string, say: Say): Promise<void> {
	await writeFile(
		join(folder, 'package.json'),
		JSON.stringify({ private: true, dependencies: { [nodePackage]: version } }),
	);
	await runCommand('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], {
		cwd: folder,
		say,
		title: `Installing Node ${version} for n8n (this machine has ${process.versions.node})`,
	});
}
