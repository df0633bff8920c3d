import { createHash } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { ARTICLES, CUSTOMERS } from '../../sandbox/seed/catalogue.mts';
import { cacheFolder } from '../n8n/cacheFolder.mts';
import { freePorts } from '../n8n/freePorts.mts';
import { madeOnce, type Say } from '../n8n/madeOnce.mts';
import { runCommand } from '../n8n/runCommand.mts';
import { seedTryton } from './seedTryton.mts';
import { password } from './trytonClient.mts';
import { database, launchTryton, writeSettings } from './trytonProcess.mts';

const databaseFile = `${database}.sqlite`;
/** Raised when the seed writes something else. */
const seedVersion = 1;

/** Makes a Tryton database with the sandbox's customers and articles, once per machine; returns the folder it is in. */
export async function fillTrytonTemplate(say: Say): Promise<string> {
	const template = join(cacheFolder(), `tryton-${fingerprint()}`);
	await madeOnce(template, {
		isComplete: () => existsSync(join(template, databaseFile)),
		build: (aside) => prepare(aside, say),
		say,
	});
	return template;
}

/** Puts a copy of that database into a folder. */
export async function fillTrytonFolder(folder: string, say: Say): Promise<void> {
	await cp(join(await fillTrytonTemplate(say), databaseFile), join(folder, databaseFile));
}

const fingerprint = (): string =>
	createHash('sha256')
		.update(JSON.stringify([seedVersion, ARTICLES, CUSTOMERS, password]))
		.digest('hex')
		.slice(0, 12);

async function prepare(folder: string, say: Say): Promise<void> {
	const [port = 0] = await freePorts(1);
	const settings = writeSettings(folder, port);
	const passwordFile = join(folder, 'password');
	writeFileSync(passwordFile, password);
	// Without the file Tryton would ask at the terminal where the database shall be made.
	writeFileSync(join(folder, databaseFile), '');
	await runCommand(
		'trytond-admin',
		[
			'-c',
			settings,
			'-d',
			database,
			'--all',
			'-u',
			'sale',
			'--activate-dependencies',
			'--email',
			'erp@example.com',
		],
		{
			cwd: folder,
			env: { ...process.env, TRYTONPASSFILE: passwordFile },
			say,
			title:
				'Preparing a Tryton database with its sale modules (once per machine, about 15 seconds)',
		},
	);
	const tryton = await launchTryton(folder, port);
	try {
		await seedTryton(`http://127.0.0.1:${port}/${database}/`);
	} finally {
		await tryton.stop();
	}
}
