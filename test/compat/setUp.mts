import { buildWhenStale } from '../../harness/n8n/buildPackage.mts';
import { installN8n } from '../../harness/n8n/installN8n.mts';

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** Before the compatibility tests: both ends of what the package supports on this machine, and the package built. */
export default async function setUp(): Promise<void> {
	await installN8n({ edition: 'current', say });
	await installN8n({ edition: 'oldest', say });
	await buildWhenStale({ say });
}
