/**
 * Mutation testing of what decides over orders: `npm run mutate`, or `npm run mutate -- --mutate core/ledger/**` for a
 * part. Runs the unit level only, so what only a real n8n would notice survives here.
 */
export default {
	testRunner: 'jest',
	coverageAnalysis: 'perTest',
	mutate: ['core/{webhook,polling,ledger,validation}/**/*.ts'],
	jest: { configFile: 'jest.mutation.config.mjs' },
	concurrency: 2,
	// A mutation in a loop ends by this.
	timeoutMS: 10_000,
	reporters: ['clear-text', 'progress', 'json'],
	jsonReporter: { fileName: '.cache/mutation.json' },
	tempDirName: '.cache/stryker',
	ignoreStatic: true,
};
