import { readdir, readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import { Stryker } from '@stryker-mutator/core';
import { repositoryRoot } from '../harness/n8n/repositoryRoot.mts';
import { randomNumbers } from '../harness/randomNumbers.mts';
import { readCommandLine } from './readCommandLine.mts';

const rooms = ['webhook', 'polling', 'ledger', 'validation'] as const;
type Room = (typeof rooms)[number];
type Mutant = Awaited<ReturnType<Stryker['runMutationTest']>>[number];

interface Score {
	room: Room;
	mutants: number;
	caught: number;
	/** Where a change went unnoticed, or was only caught by running too long, as "file:line replacement". */
	survivors: string[];
	slow: string[];
}

// The unit level alone, as jest.config.mjs has it; what only a real n8n would notice survives here.
const { default: levels } = (await import(join(repositoryRoot(), 'jest.config.mjs'))) as {
	default: { projects: Array<Record<string, unknown>> };
};
const unit = levels.projects.find(({ displayName }) => displayName === 'unit')!;

const chosen = readCommandLine('start', `npm run mutate -- ${rooms.join(' ')}`, (args): Room[] => {
	const unknown = args.filter((arg) => !rooms.includes(arg as Room));
	if (unknown.length > 0)
		throw new RangeError(`There is no room "${unknown.join('", "')}" in core.`);
	return args.length === 0 ? [...rooms] : (args as Room[]);
});
/** How much of a room is changed; 1 for all of it. */
const share = Number(process.env.SHARE ?? 1);
if (chosen !== undefined) await mutate(chosen);

/** Which blocks of ten lines are changed, where only a share of them is; the same for the same share. */
async function someLines(room: Room): Promise<string[]> {
	const { next } = randomNumbers(1);
	const folder = join(repositoryRoot(), 'core', room);
	const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.ts'));
	const blocks: string[] = [];
	for (const file of files.sort()) {
		const { length } = (await readFile(join(folder, file), 'utf8')).split('\n');
		for (let first = 1; first <= length; first += 10)
			if (next() < share) blocks.push(`core/${room}/${file}:${first}-${first + 9}`);
	}
	return blocks;
}

/** Changes one place of the core after the other, runs the room's unit tests, and writes the scores to docs/reliability.md. */
async function mutate(which: readonly Room[]): Promise<void> {
	// Random tests make each run long; a few cases find what a mutant does.
	Object.assign(process.env, { FUZZ_TRIES: '30', HISTORIES: '6', SEED: '1', FUZZ_SEED: '1' });
	for (const room of which) {
		process.env.MUTATED_ROOM = room;
		const score = await scoreOf(room);
		const { survivors, slow } = score;
		process.stdout.write(`${slow.join('\n')}\n\n${survivors.join('\n')}\n\n${row(score)}\n`);
		await writeRow(score);
	}
}

async function scoreOf(room: Room): Promise<Score> {
	const stryker = new Stryker({
		testRunner: 'jest',
		coverageAnalysis: 'perTest',
		mutate: share < 1 ? await someLines(room) : [`core/${room}/**/*.ts`],
		jest: {
			// They would be found through imports, and there are none.
			enableFindRelatedTests: false,
			projectType: 'custom',
			config: {
				...unit,
				// Else the levels of jest.config.mjs stay in force, and their n8n starts for each change.
				projects: [],
				testEnvironment: 'node',
				testMatch: ['<rootDir>/harness/jest/roomInOneSuite.mts'],
			},
		},
		concurrency: Math.max(1, availableParallelism() - 1),
		// A change that never ends, ends by this; a busy machine must not pass for one.
		timeoutMS: 60_000,
		reporters: ['progress-append-only'],
		tempDirName: '.cache/stryker',
		dryRunTimeoutMinutes: 15,
		ignoreStatic: true,
		// What neither it nor its tests have changed since the last time is not tried again.
		incremental: true,
		incrementalFile: `.cache/mutation/${room}.json`,
		disableTypeChecks: false,
	});
	const results = (await stryker.runMutationTest()).filter(({ status }) => status !== 'Ignored');
	const survivors = results.filter(({ status }) => ['Survived', 'NoCoverage'].includes(status));
	const slow = results.filter(
		({ status, statusReason = '' }) => status === 'Timeout' && !/hit limit/i.test(statusReason),
	);
	return {
		room,
		mutants: results.length,
		caught: results.length - survivors.length,
		survivors: survivors.map(describe),
		slow: slow.map((mutant) => `ran out of time: ${describe(mutant)}`),
	};
}

function describe({ fileName, location, replacement = '' }: Mutant): string {
	const file = relative(repositoryRoot(), fileName);
	return `${file}:${location.start.line}:${location.start.column} ${replacement}`;
}

function row({ room, mutants, caught }: Score): string {
	const score = ((100 * caught) / mutants).toFixed(1);
	const sampled = share < 1 ? ` (of ${share} of its lines)` : '';
	return `| core/${room} | ${mutants}${sampled} | ${caught} | ${score} % | ${new Date().toISOString().slice(0, 10)} |`;
}

/** Puts the room's row in place of its earlier one. */
async function writeRow(score: Score): Promise<void> {
	const file = join(repositoryRoot(), 'docs/reliability.md');
	const page = await readFile(file, 'utf8');
	const earlier = new RegExp(`^\\| core/${score.room} \\|.*$`, 'm');
	if (!earlier.test(page)) throw new Error(`${file} has no row for core/${score.room}.`);
	await writeFile(
		file,
		page.replace(earlier, () => row(score)),
	);
}
