import { parseArgs } from 'node:util';

export interface BenchArguments {
	/** Names of the sections to run; all when none is given. */
	sections: string[];
	/** Where the rows go as JSON. */
	json: string | undefined;
	/** Whether docs/performance.md is to show them. */
	write: boolean;
}

export const usage = 'npm run bench -- webhook core --json rows.json --write';

/** Reads `[section …] [--json FILE] [--write]`; throws, with the names there are, when one is unknown. */
export function readArguments(args: string[], known: readonly string[]): BenchArguments {
	const { values, positionals } = parseArgs({
		args,
		options: { json: { type: 'string' }, write: { type: 'boolean', default: false } },
		allowPositionals: true,
	});
	const unknown = positionals.filter((name) => !known.includes(name));
	if (unknown.length > 0)
		throw new Error(
			`There is no section "${unknown.join('", "')}". Choose from: ${known.join(', ')}.`,
		);
	return { sections: positionals, json: values.json, write: values.write };
}
