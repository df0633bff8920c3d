import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { packedTarball } from '../n8n/packedTarball.mts';
import { startedForTests } from './started.mts';

/** After the last test. When jest is killed before, n8n and the browser end with it: each holds a pipe to it. */
export default async function tearDown(): Promise<void> {
	await Promise.all([
		startedForTests.n8n?.stop(),
		startedForTests.browser?.close(),
		rm(dirname(packedTarball().path), { recursive: true, force: true }),
	]);
}
