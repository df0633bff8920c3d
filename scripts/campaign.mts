import { writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { packTarball } from '../test/support/n8n/packTarball.mts';
import { runCampaign } from './campaign/runCampaign.mts';

const { values } = parseArgs({ options: { seed: { type: 'string', default: '1' }, orders: { type: 'string', default: '2000' }, json: { type: 'string' } } });
const say = (line: string) => process.stdout.write(`${line}\n`);

say(`Campaign with seed ${values.seed}: ${values.orders} orders`);
const tarball = await packTarball();
try {
	const report = await runCampaign({ seed: Number(values.seed), orders: Number(values.orders), tarball: tarball.path, say });
	const { histories, ...figures } = report;
	say(JSON.stringify(figures, null, 2));
	for (const [externalId, lines] of Object.entries(histories)) say(`\n${externalId}\n${lines.join('\n')}`);
	if (values.json) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
	process.exitCode = report.holds ? 0 : 1;
} finally {
	await rm(dirname(tarball.path), { recursive: true, force: true });
}
