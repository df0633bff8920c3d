import { chmod, copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { installN8n } from './installN8n.mts';

/** A registry with one package, as n8n meets it: through `npm`, found first on its PATH. */
export interface NpmStandIn {
	/** For n8n's start; its direct calls of the registry and of n8n's own servers end at a closed door. */
	env: Record<string, string>;
	offer(version: string, tarball: string): Promise<void>;
	close(): Promise<void>;
}

/** n8n asks whether a version exists, has it packed into its folder, and installs dependencies, of which a package here has none. */
const npm = `#!/bin/sh
folder=$(dirname "$0")
version="\${2##*@}"
case "$1" in
	view) test -f "$folder/$version.tgz" && echo "\\"$version\\"" ;;
	pack) cp "$folder/$version.tgz" . && echo "$version.tgz" ;;
	install | outdated) exit 0 ;;
	*) echo "The stand-in for npm does not know: $*" >&2; exit 64 ;;
esac
`;

export async function startNpmStandIn(): Promise<NpmStandIn> {
	const { nodeBinary } = await installN8n();
	const folder = await mkdtemp(join(tmpdir(), 'apicbase-npm-'));
	await writeFile(join(folder, 'npm'), npm);
	await chmod(join(folder, 'npm'), 0o755);
	const path = [folder, dirname(nodeBinary), process.env.PATH ?? ''].join(delimiter);
	return {
		env: { PATH: path, HTTPS_PROXY: 'http://127.0.0.1:9', NO_PROXY: '127.0.0.1,localhost' },
		offer: (version, tarball) => copyFile(tarball, join(folder, `${version}.tgz`)),
		close: () => rm(folder, { recursive: true, force: true }),
	};
}
