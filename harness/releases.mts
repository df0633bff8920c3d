import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from './n8n/repositoryRoot.mts';

/** Reads what version 0.1 left behind (test/fixtures/v0.1/README.md). */
export const readRelease = <T,>(file: string): T =>
	JSON.parse(readFileSync(join(repositoryRoot(), 'test/fixtures/v0.1', file), 'utf8')) as T;
