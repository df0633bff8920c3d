import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Edition } from '../../harness/n8n/installN8n.mts';
import { packTarball, type Tarball } from '../../harness/n8n/packTarball.mts';
import { startN8n } from '../../harness/n8n/startN8n.mts';
import { playMainFlow } from './playMainFlow.mts';

let tarball: Tarball;
beforeAll(async () => {
	tarball = await packTarball();
});
afterAll(() => rm(dirname(tarball.path), { recursive: true, force: true }));

// Each n8n is a column of the table in docs/compatibility.md (scripts/compat.mts).
describe.each<Edition>(['oldest', 'current'])('%s', (edition) => {
	playMainFlow({ name: edition, start: () => startN8n({ edition, tarball: tarball.path }) });
});
