import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { packedTarball } from './n8n/packedTarball.mts';

/** After the last end-to-end test. Each n8n ends with the process that started it, also when that one was killed. */
export default async function e2eTeardown(): Promise<void> {
	await rm(dirname(packedTarball().path), { recursive: true, force: true });
}
