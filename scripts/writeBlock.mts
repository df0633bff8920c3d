import { readFileSync, writeFileSync } from 'node:fs';

/** Puts a block into a page in place of the one between the same markers: the block's first and last line. */
export function writeBlock(page: string, block: string): void {
	const lines = block.split('\n');
	const [start = '', end = ''] = [lines[0], lines.at(-1)];
	const [before, rest] = readFileSync(page, 'utf8').split(start);
	const after = rest?.split(end)[1];
	if (before === undefined || after === undefined)
		throw new Error(`${page} has no ${start} … ${end}.`);
	writeFileSync(page, before + block + after);
}
