import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The package's own folder, found upwards from the working directory (jest and tsx disagree about module paths). */
export function repositoryRoot(from = process.cwd()): string {
	const manifest = join(from, 'package.json');
	if (existsSync(manifest) && nameIn(manifest) === 'n8n-nodes-apicbase') return from;
	const parent = dirname(from);
	if (parent === from)
		throw new Error(`No n8n-nodes-apicbase repository at or above ${process.cwd()}.`);
	return repositoryRoot(parent);
}

function nameIn(manifest: string): string | undefined {
	return (JSON.parse(readFileSync(manifest, 'utf8')) as { name?: string }).name;
}
