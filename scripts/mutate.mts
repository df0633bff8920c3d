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
	/** Changes whose tests did not end in time, as "file:line replacement"; on a busy machine that proves nothing. */
	slow: string[];
	/** Where a change went unnoticed. */
	survivors: string[];
	/** Files that are still to come. */
	left: string[];
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

/** What is changed of each file of a room: all of it, or some blocks of ten lines, the same ones for the same share. */
async function changesOf(room: Room): Promise<Map<string, string[]>> {
	const { next } = randomNumbers(1);
	const folder = join(repositoryRoot(), 'core', room);
	const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.ts'));
	const changes = new Map<string, string[]>();
	for (const file of files.sort()) {
		const { length } = (await readFile(join(folder, file), 'utf8')).split('\n');
		const firsts = Array.from({ length: Math.ceil(length / 10) }, (_, block) => 10 * block + 1);
		const blocks = firsts
			.filter(() => next() < share)
			.map((first) => `core/${room}/${file}:${first}-${first + 9}`);
		if (blocks.length > 0) changes.set(file, share < 1 ? blocks : [`core/${room}/${file}`]);
	}
	return changes;
}

/**
 * Changes one place of the core after the other and runs the room's unit tests. After each file the score goes into
 * docs/reliability.md, so that a run that is cut short leaves one.
 */
async function mutate(which: readonly Room[]): Promise<void> {
	// Random tests make each run long; a few cases find what a mutant does.
	Object.assign(process.env, { FUZZ_TRIES: '30', HISTORIES: '6', SEED: '1', FUZZ_SEED: '1' });
	for (const room of which) {
		process.env.MUTATED_ROOM = room;
		const changes = await changesOf(room);
		const score: Score = {
			room,
			mutants: 0,
			caught: 0,
			slow: [],
			survivors: [],
			left: [...changes.keys()],
		};
		for (const [file, places] of changes) {
			addTo(score, await mutantsOf(room, file, places));
			score.left.shift();
			await writeRow(score);
			const { slow, survivors } = score;
			process.stdout.write(
				`\nran out of time:\n${slow.join('\n')}\n\nsurvived:\n${survivors.join('\n')}\n\n${row(score)}\n`,
			);
		}
	}
}

async function mutantsOf(room: Room, file: string, places: string[]): Promise<Mutant[]> {
	const stryker = new Stryker({
		testRunner: 'jest',
		coverageAnalysis: 'perTest',
		mutate: places,
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
		// A change that never ends is mostly found by how often it is hit; what only takes long counts as not caught.
		timeoutMS: 90_000,
		reporters: ['progress-append-only'],
		tempDirName: '.cache/stryker',
		dryRunTimeoutMinutes: 15,
		ignoreStatic: true,
		// What neither it nor its tests have changed since the last time is not tried again.
		incremental: true,
		incrementalFile: `.cache/mutation/${room}/${file}.json`,
		disableTypeChecks: false,
	});
	return await stryker.runMutationTest();
}

function addTo(score: Score, mutants: readonly Mutant[]): void {
	for (const mutant of mutants) {
		const { status, statusReason = '' } = mutant;
		if (status === 'Ignored') continue;
		score.mutants += 1;
		if (status === 'Survived' || status === 'NoCoverage') score.survivors.push(describe(mutant));
		else if (status === 'Timeout' && !/hit limit/i.test(statusReason))
			score.slow.push(describe(mutant));
		else score.caught += 1;
	}
}

function describe({ fileName, location, replacement = '' }: Mutant): string {
	const file = relative(repositoryRoot(), fileName);
	return `${file}:${location.start.line}:${location.start.column} ${replacement}`;
}

function row({ room, mutants, caught, slow, left }: Score): string {
	const score = ((100 * caught) / mutants).toFixed(1);
	const remarks = [
		...(share < 1 ? [`of ${share} of its lines`] : []),
		...(left.length > 0 ? [`without ${left.join(', ')}`] : []),
	];
	const told = remarks.length === 0 ? '' : ` (${remarks.join(', ')})`;
	const date = new Date().toISOString().slice(0, 10);
	return `| core/${room} | ${mutants}${told} | ${caught} | ${slow.length} | ${score} % | ${date} |`;
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
