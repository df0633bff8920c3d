import { accessSync, constants, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';

export interface Choices {
	seed: number;
	orders: number;
	/** When the time is up, no further order is placed. */
	minutes: number;
	/** Whether n8n is several processes, each of which is taken down. */
	queue: boolean;
	/** Where the figures go as JSON. */
	json?: string;
}

const options = {
	seed: { type: 'string', default: '1' },
	orders: { type: 'string', default: '2000' },
	minutes: { type: 'string', default: '40' },
	queue: { type: 'boolean', default: false },
	json: { type: 'string' },
} as const;

/** What to type. */
export const usage =
	'npm run campaign -- --seed 1 --orders 2000 --minutes 40 --queue --json campaign.json';

/** Reads the command line; throws one sentence when it cannot be followed, so that nobody learns it after twenty minutes. */
export function readChoices(args: string[]): Choices {
	const { seed, orders, minutes, queue, json } = parseArgs({ args, options }).values;
	const choices = {
		seed: wholeNumber('--seed', seed, 0),
		orders: wholeNumber('--orders', orders, 1),
		minutes: wholeNumber('--minutes', minutes, 1),
		queue,
	};
	if (json === undefined) return choices;
	if (!canBeWritten(json))
		throw new RangeError(`--json is "${json}", where no file can be written.`);
	return { ...choices, json };
}

function wholeNumber(name: string, text: string, least: number): number {
	const number = Number(text);
	if (/^\d+$/.test(text) && Number.isSafeInteger(number) && number >= least) return number;
	throw new RangeError(`${name} is "${text}", which is not a whole number from ${least} on.`);
}

function canBeWritten(file: string): boolean {
	try {
		accessSync(dirname(file), constants.W_OK);
	} catch {
		return false;
	}
	return statSync(file, { throwIfNoEntry: false })?.isDirectory() !== true;
}
