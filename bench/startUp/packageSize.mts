import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Tarball } from '../../harness/n8n/packTarball.mts';
import { valueRow, type MeasuredRow } from '../frame/row.mts';

/** How large the package is to download, and on the disk. */
export async function packageSize(
	folder: string,
	{ files, size }: Tarball,
): Promise<MeasuredRow[]> {
	const sizes = await Promise.all(files.map(async (file) => (await stat(join(folder, file))).size));
	const unpacked = sizes.reduce((sum, each) => sum + each, 0);
	const row = (name: string, bytes: number) =>
		valueRow({ section: 'start-up', name, unit: 'kB', values: [bytes / 1000] });
	return [row('size of the tarball', size), row(`size of its ${files.length} files`, unpacked)];
}
