import { register } from 'tsx/esm/api';

// jest imports set-up files untransformed, and Node 20 reads no TypeScript.
register();

const level = (name, more = {}) => ({
	displayName: name,
	testEnvironment: '<rootDir>/harness/jest/environment.cjs',
	testMatch: [`<rootDir>/test/${name}/**/*.test.mts`],
	// Copies of the repository that mutation testing leaves behind when it is interrupted.
	modulePathIgnorePatterns: ['<rootDir>/.cache/'],
	moduleFileExtensions: ['mts', 'ts', 'mjs', 'js', 'json', 'node'],
	transform: {
		'^.+\\.m?ts$|/sandbox/page/[^/]+\\.js$': [
			'@swc/jest',
			{ jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
		],
	},
	...more,
});

/** n8n and what it needs is on this machine before the first test, and the shared n8n and browser run. */
const withN8n = {
	globalSetup: '<rootDir>/harness/jest/setUp.mts',
	globalTeardown: '<rootDir>/harness/jest/tearDown.mts',
	setupFilesAfterEnv: ['<rootDir>/harness/jest/eachSuite.mts'],
};

/** After all others: several processes, or one that is killed, leave no room for a third suite. They wait more than they compute. */
const last = { ...withN8n, runner: '<rootDir>/harness/jest/afterTheRest.mjs' };

/** One suite after the other: each has the machine to itself. */
const alone = { ...withN8n, runner: '<rootDir>/harness/jest/oneAtATime.mjs' };

/** The engines that n8n polls with, side by side. */
const engines = [
	"n8n's in-memory engine",
	'the durable scheduler',
	'the durable scheduler with durable cursors',
].map((engine) => level('engines', { ...last, globals: { engine } }));

/** The oldest n8n that is supported is installed as well; the package is packed by the test. */
const withBothN8n = {
	globalSetup: '<rootDir>/test/compat/setUp.mts',
	setupFilesAfterEnv: ['<rootDir>/harness/jest/eachSuite.mts'],
	runner: '<rootDir>/harness/jest/oneAtATime.mjs',
};

/**
 * The levels, named for what is real: the pure core, n8n-core's own contexts, a running n8n, one that is killed, one of
 * several processes. `npm run test:all` adds the oldest n8n, each engine that n8n polls with, and a campaign.
 */
export default {
	// Tests with a real n8n wait about as much as they compute.
	maxWorkers: 3,
	// Only a test that hangs reaches it, also on a machine that does much else.
	testTimeout: 60_000,
	reporters: ['default', '<rootDir>/harness/jest/reporter.mts'],
	projects: [
		level('unit'),
		level('node'),
		level('e2e', withN8n),
		level('kills', last),
		level('queue', last),
		level('compat', withBothN8n),
		...engines,
		level('campaign', alone),
	],
};
