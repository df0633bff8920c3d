/**
 * Who may import whom (docs/decisions.md). The core is pure, the nodes are thin shells around it, and the sandbox is
 * written independently of both, so that a shared misunderstanding of Apicbase's API cannot hide.
 *
 * @type {import('dependency-cruiser').IConfiguration}
 */
export default {
	forbidden: [
		{
			// Types know each other where values do not need to: a rule names the settings that name the rules.
			name: 'no-cycle-between-files',
			severity: 'error',
			from: {},
			to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
		},
		{
			name: 'no-cycle-between-folders',
			severity: 'error',
			scope: 'folder',
			from: { path: '^(core|nodes|credentials|sandbox|harness)' },
			to: { circular: true },
		},
		{
			name: 'core-imports-only-pure-libraries',
			severity: 'error',
			from: { path: '^core/' },
			to: {
				pathNot: [
					'^core/',
					'(^|/)node_modules/(zod|luxon|big\\.js|@types/(luxon|big\\.js))/',
					'^crypto$',
				],
			},
		},
		{
			name: 'nodes-import-only-core-and-n8n',
			severity: 'error',
			from: { path: '^(nodes|credentials)/' },
			to: {
				pathNot: [
					'^(core|nodes|credentials)/',
					'(^|/)node_modules/(n8n-workflow|luxon|@types/luxon)/',
					'^crypto$',
				],
			},
		},
		{
			name: 'node-shells-neither-check-nor-hash',
			severity: 'error',
			from: { path: '^nodes/.*\\.node\\.ts$' },
			to: { path: ['^core/', '^crypto$'] },
		},
		{
			name: 'sandbox-stands-alone',
			severity: 'error',
			from: { path: '^sandbox/' },
			to: { path: '^(core|nodes|credentials|harness|test|bench|scripts)/' },
		},
		{
			name: 'sandbox-imports-only-fastify-and-node',
			severity: 'error',
			from: { path: '^sandbox/' },
			to: {
				dependencyTypesNot: ['core', 'local'],
				pathNot: '(^|/)node_modules/(fastify|@fastify/[^/]+)/',
			},
		},
		{
			name: 'what-ships-imports-nothing-that-does-not',
			severity: 'error',
			from: { path: '^(core|nodes|credentials)/' },
			to: { path: '^(harness|test|bench|scripts|sandbox)/' },
		},
		{
			name: 'harness-imports-no-test',
			severity: 'error',
			from: { path: '^(harness|sandbox|scripts|bench)/' },
			to: { path: '^test/' },
		},
		{
			name: 'every-import-resolves',
			severity: 'error',
			from: {},
			to: { couldNotResolve: true },
		},
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		exclude: { path: '^dist/' },
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.tools.json' },
		enhancedResolveOptions: {
			extensions: ['.ts', '.mts', '.js', '.mjs', '.cjs', '.json'],
			exportsFields: ['exports'],
			conditionNames: ['import', 'require', 'node', 'default', 'types'],
		},
	},
};
