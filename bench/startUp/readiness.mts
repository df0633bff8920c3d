import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installN8n, type N8nRuntime } from '../../harness/n8n/installN8n.mts';
import { installPackage } from '../../harness/n8n/installPackage.mts';
import { launchN8n } from '../../harness/n8n/n8nProcess.mts';
import type { Tarball } from '../../harness/n8n/packTarball.mts';
import { fillUserFolder } from '../../harness/n8n/userFolderTemplate.mts';
import { interleave } from '../frame/interleave.mts';
import { compareRow, type MeasuredRow } from '../frame/row.mts';
import type { Say } from '../frame/section.mts';
import { cpuMs, residentMb } from '../n8n/processCost.mts';

interface Readiness {
	seconds: number;
	cpuSeconds: number;
	megabytes: number;
}

const rounds = 3;

/** Starts n8n with and without the package. */
export async function compareReadiness({ path }: Tarball, say: Say): Promise<MeasuredRow[]> {
	const runtime = await installN8n({ say });
	say(`starting n8n with and without the package, ${rounds} rounds`);
	const { ours, theirs } = await interleave(rounds, {
		ours: () => startOnce(runtime, say, path),
		theirs: () => startOnce(runtime, say),
	});
	const row = (name: string, unit: string, of: (readiness: Readiness) => number) =>
		compareRow({
			section: 'start-up',
			name: `${name} with the package`,
			unit,
			better: 'lower',
			comparedTo: 'n8n without it',
			ours: ours.map(of),
			theirs: theirs.map(of),
		});
	return [
		row('time until n8n is ready', 's', ({ seconds }) => seconds),
		row('CPU until n8n is ready', 's', ({ cpuSeconds }) => cpuSeconds),
		row('memory of n8n when ready', 'MB', ({ megabytes }) => megabytes),
	];
}

async function startOnce(runtime: N8nRuntime, say: Say, tarball?: string): Promise<Readiness> {
	const userFolder = await mkdtemp(join(tmpdir(), 'apicbase-bench-'));
	try {
		await fillUserFolder(userFolder, runtime, say);
		if (tarball !== undefined) await installPackage(userFolder, tarball);
		const startedMs = performance.now();
		const n8n = await launchN8n({ runtime, userFolder, logFile: join(userFolder, 'n8n.log') });
		const seconds = (performance.now() - startedMs) / 1000;
		const readiness = {
			seconds,
			cpuSeconds: cpuMs(n8n.pid) / 1000,
			megabytes: residentMb(n8n.pid),
		};
		await n8n.stop();
		return readiness;
	} finally {
		await rm(userFolder, { recursive: true, force: true });
	}
}
