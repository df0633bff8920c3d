import { writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { packEarlier } from '../harness/n8n/packEarlier.mts';
import { packTarball } from '../harness/n8n/packTarball.mts';
import { readChoices, usage, type Choices } from './campaign/readChoices.mts';
import { runCampaign } from './campaign/runCampaign.mts';
import { readCommandLine } from './readCommandLine.mts';

const say = (line: string) => process.stdout.write(`${line}\n`);

/** So many commits to its source before the present one lies the package that a campaign begins with. */
const commitsToUpgrade = 60;

const choices = readCommandLine('start a campaign', usage, readChoices);
if (choices !== undefined) process.exitCode = (await play(choices)) ? 0 : 1;

/** Plays it, prints what it came to, and says whether the rule holds. */
async function play({ json, ...choices }: Choices): Promise<boolean> {
	const { seed, orders, queue } = choices;
	say(`Campaign with seed ${seed}: ${orders} orders${queue ? ' in queue mode' : ''}`);
	const tarball = await packTarball();
	const earlier = await packEarlier(commitsToUpgrade);
	say(
		`n8n begins with the package ${earlier ? `of commit ${earlier.commit}` : 'as it is: git knows no earlier one'}`,
	);
	try {
		const report = await runCampaign({
			...choices,
			packages: { current: tarball.path, earlier: (earlier ?? tarball).path },
			say,
		});
		const { histories, broken, ...figures } = report;
		say(JSON.stringify(figures, null, 2));
		for (const [externalId, lines] of Object.entries(histories))
			say(`\n${externalId}\n${lines.join('\n')}`);
		say(
			report.holds
				? `\nSeed ${seed}: the rule holds for all ${report.served} orders`
				: `\nSeed ${seed}: the rule does not hold; the histories stand above: ${JSON.stringify(broken)}`,
		);
		if (json) writeFileSync(json, `${JSON.stringify(report, null, 2)}\n`);
		return report.holds;
	} finally {
		for (const { path } of [tarball, earlier ?? tarball])
			await rm(dirname(path), { recursive: true, force: true });
	}
}
