import { register } from 'tsx/esm/api';

// jest imports set-up files untransformed, and Node 20 reads no TypeScript.
register();

const level = (name, more = {}) => ({
	displayName: name,
	testEnvironment: 'node',
	testMatch: [`<rootDir>/test/${name}/**/*.test.mts`],
	moduleFileExtensions: ['mts', 'ts', 'mjs', 'js', 'json', 'node'],
	transform: {
		'^.+\\.m?ts$': [
			'@swc/jest',
			{ jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
		],
	},
	...more,
});

/** n8n is installed and the package packed before the first test, once for both levels. */
const withN8n = {
	globalSetup: '<rootDir>/harness/e2eSetup.mts',
	globalTeardown: '<rootDir>/harness/e2eTeardown.mts',
	setupFilesAfterEnv: ['<rootDir>/harness/e2eTimeLimit.mts'],
};

/** The oldest n8n that is supported is installed as well; the package is packed by the test. */
const withBothN8n = {
	globalSetup: '<rootDir>/test/compat/setUp.mts',
	setupFilesAfterEnv: ['<rootDir>/harness/e2eTimeLimit.mts'],
};

/**
 * Five levels, named for what is real: the pure core, n8n-core's own contexts, a running n8n, an n8n of several
 * processes, the oldest n8n beside the current one.
 */
export default {
	// Tests with a real n8n wait more than they compute.
	maxWorkers: 3,
	projects: [
		level('unit'),
		level('node'),
		level('e2e', withN8n),
		level('queue', withN8n),
		level('compat', withBothN8n),
	],
};
