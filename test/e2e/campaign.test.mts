import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CampaignReport } from '../../scripts/campaign/runCampaign.mts';
import { repositoryRoot } from '../../harness/n8n/repositoryRoot.mts';
import { runCommand } from '../../harness/n8n/runCommand.mts';

const seed = 20261120;
const cwd = repositoryRoot();
const { scripts } = JSON.parse(readFileSync(join(cwd, 'package.json'), 'utf8')) as {
	scripts: { campaign: string };
};
/** What `npm run campaign` runs after the build, which the tests share. */
const command = ['--no-install', ...scripts.campaign.split('&& ').at(-1)!.split(' ')];
const folder = mkdtempSync(join(tmpdir(), 'apicbase-campaign-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('books every order that a customer was told is sent, once, and none that was refused, through faults and kills', async () => {
	const file = join(folder, 'campaign.json');
	// When an order breaks the rule, the command ends with 1, and what it printed, the order's history, is shown.
	const printed = await runCommand(
		'npx',
		[...command, '--seed', String(seed), '--orders', '80', '--json', file],
		{ cwd },
	);
	const { broken, histories, told, trouble, ...report } = JSON.parse(
		readFileSync(file, 'utf8'),
	) as CampaignReport;
	expect({ broken, histories }).toEqual({
		broken: { missing: [], doubled: [], refusedButBooked: [], unknown: [], untold: [] },
		histories: {},
	});
	expect(report).toMatchObject({ seed, orders: 80, served: 80, holds: true });
	expect(told.sent + told.refused).toBe(80);
	expect(told.refused).toBeGreaterThan(0);
	expect(trouble['n8n killed']).toBe(2);
	expect(printed).toContain(`Seed ${seed}: the rule holds for all 80 orders`);
}, 300_000);

it.each([
	[['--orders', 'ten'], '--orders is "ten", which is not a whole number from 1 on.'],
	[['--orders', '0'], '--orders is "0", which is not a whole number from 1 on.'],
	[['--seed', '1.5'], '--seed is "1.5", which is not a whole number from 0 on.'],
	[
		['--json', '/nowhere/campaign.json'],
		'--json is "/nowhere/campaign.json", where no file can be written.',
	],
	[['--speed', '3'], "Unknown option '--speed'."],
])('starts nothing with %j, and says why', (args, fact) => {
	const { status, stdout, stderr } = spawnSync('npx', [...command, ...args], {
		cwd,
		encoding: 'utf8',
	});
	expect([status, stdout]).toEqual([2, '']);
	expect(stderr).toContain(
		`Cannot start a campaign. ${fact}\nWrite: npm run campaign -- --seed 1 --orders 2000 --json campaign.json\n`,
	);
});
