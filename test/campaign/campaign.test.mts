import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CampaignReport } from '../../scripts/campaign/runCampaign.mts';
import { repositoryRoot } from '../../harness/n8n/repositoryRoot.mts';
import { scaled } from '../../harness/n8n/processes.mts';
import { runCommand } from '../../harness/n8n/runCommand.mts';

const seed = 20261120;
const cwd = repositoryRoot();
const folder = mkdtempSync(join(tmpdir(), 'apicbase-campaign-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A campaign ends by itself before a test does, and says what was still to come: after so long no order is placed any more. */
const minutes = String(Math.ceil(scaled(4 * 60_000) / 60_000));
const limitMs = scaled(900_000) + 120_000;

/** Plays a campaign and holds that no order broke the rule. */
async function playCampaign(orders: number, ...more: string[]): Promise<CampaignReport> {
	const file = join(folder, 'campaign.json');
	const bounds = ['--orders', String(orders), '--minutes', minutes];
	const choices = ['--seed', String(seed), ...bounds, '--json', file, ...more];
	// When an order breaks the rule, the command ends with 1, and what it printed, the order's history, is shown.
	const printed = await runCommand(
		'npx',
		['--no-install', 'tsx', 'scripts/campaign.mts', ...choices],
		{ cwd },
	);
	const report = JSON.parse(readFileSync(file, 'utf8')) as CampaignReport;
	const { broken, histories, told } = report;
	expect({ broken, histories }).toEqual({
		broken: { missing: [], doubled: [], refusedButBooked: [], unknown: [], untold: [] },
		histories: {},
	});
	expect(report).toMatchObject({ seed, orders, served: orders, holds: true });
	expect(told.sent + told.refused).toBe(orders);
	expect(told.refused).toBeGreaterThan(0);
	expect(printed).toContain(`Seed ${seed}: the rule holds for all ${orders} orders`);
	return report;
}

it(
	'books every order that a customer was told is sent, once, and none that was refused, through faults, kills, clocks that move by an hour and an upgrade',
	async () => {
		expect((await playCampaign(80)).trouble).toMatchObject({
			'n8n killed': 2,
			'clock moved an hour forwards': 1,
			'clock moved an hour back': 1,
			'package upgraded': 1,
		});
	},
	limitMs,
);

it(
	'does so in queue mode, while its processes are killed, Redis and Postgres are restarted, Redis also without its jobs, and the package is upgraded',
	async () => {
		expect((await playCampaign(70, '--queue')).trouble).toMatchObject({
			'worker killed': 1,
			'webhook processor killed': 1,
			'main process killed': 1,
			'Redis restarted': 1,
			'Redis restarted empty': 1,
			'Postgres restarted': 1,
			'package upgraded': 1,
		});
	},
	limitMs,
);
