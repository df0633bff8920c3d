import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CampaignReport } from '../../scripts/campaign/runCampaign.mts';
import { repositoryRoot } from '../../harness/n8n/repositoryRoot.mts';
import { runCommand } from '../../harness/n8n/runCommand.mts';

const seed = 20261120;
const cwd = repositoryRoot();
const folder = mkdtempSync(join(tmpdir(), 'apicbase-campaign-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('books every order that a customer was told is sent, once, and none that was refused, through faults and kills', async () => {
	const file = join(folder, 'campaign.json');
	// When an order breaks the rule, the command ends with 1, and what it printed, the order's history, is shown.
	const printed = await runCommand(
		'npx',
		[
			'--no-install',
			'tsx',
			'scripts/campaign.mts',
			'--seed',
			String(seed),
			'--orders',
			'80',
			'--json',
			file,
		],
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
});
