import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../../harness/n8n/repositoryRoot.mts';

/** The source files of a folder that mention something. */
const filesWith = (folder: string, mention: RegExp): string[] =>
	readdirSync(join(repositoryRoot(), folder), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts'))
		.map((file) => join(folder, file))
		.filter((file) => mention.test(readFileSync(join(repositoryRoot(), file), 'utf8')));

it('asks in core for no time of day, no chance, no network and no timer', () => {
	const impure =
		/\bDate\.now|\bnew Date\(\)|\bperformance\b|\bMath\.random|\brandom(?:UUID|Bytes|Int)\b|\bfetch\(|\bsetTimeout|\bsetInterval/;
	expect(filesWith('core', impure)).toEqual([]);
	// The same words are found where they are used.
	expect(filesWith('nodes', impure).length).toBeGreaterThan(5);
});

it('sends requests from the transport only', () => {
	const sends = filesWith(
		'nodes',
		/\bhttpRequest|\brequestOAuth2|\brequestWithAuthentication|\bfetch\(/,
	);
	expect(sends).toEqual(['nodes/Apicbase/transport/send.ts']);
});
