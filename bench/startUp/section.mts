import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { installPackage } from '../../harness/n8n/installPackage.mts';
import { packTarball, type Tarball } from '../../harness/n8n/packTarball.mts';
import type { Section } from '../frame/section.mts';
import { packageSize } from './packageSize.mts';
import { compareReadiness } from './readiness.mts';
import { compareRequires } from './requires.mts';

export const startUpSection: Section = {
	name: 'start-up',
	title: 'Start-up: what loading the package costs',
	async run(say) {
		const tarball = await packTarball();
		return await unpacked(tarball, async (folder) => ({
			rows: [
				...(await compareRequires(folder, tarball, say)),
				...(await compareReadiness(tarball, say)),
				...(await packageSize(folder, tarball)),
			],
			notes: [
				"Each file is loaded in a fresh process of n8n's Node in which n8n-workflow and luxon are loaded already, as they are in n8n. " +
					"n8n loads all of them when it starts. CPU until ready is that of n8n's main process, from its start to the first answer of its readiness check.",
			],
		}));
	},
};

/** Unpacks the package as n8n has it, outside the repository, so that it finds n8n's libraries and not ours. */
async function unpacked<Result>(
	tarball: Tarball,
	use: (folder: string) => Promise<Result>,
): Promise<Result> {
	const userFolder = await mkdtemp(join(tmpdir(), 'apicbase-bench-'));
	try {
		return await use(await installPackage(userFolder, tarball.path));
	} finally {
		for (const folder of [userFolder, dirname(tarball.path)])
			await rm(folder, { recursive: true, force: true });
	}
}
