import tseslint from 'typescript-eslint';

const restricted = (selector, message) => ({ selector, message });

/** Lint for what does not ship (tests, harness, sandbox, scripts, benchmarks), and what n8n's own lint does not ask of what does. */
export default tseslint.config(
	{ ignores: ['dist/**', 'node_modules/**'] },
	{ linterOptions: { reportUnusedDisableDirectives: 'off' } },
	{
		files: ['**/*.mts'],
		extends: [...tseslint.configs.recommendedTypeChecked],
		languageOptions: {
			parserOptions: { project: './tsconfig.tools.json', tsconfigRootDir: import.meta.dirname },
		},
		rules: {
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
			'no-empty': ['error', { allowEmptyCatch: false }],
		},
	},
	{
		files: ['sandbox/page/*.js'],
		languageOptions: {
			globals: Object.fromEntries(
				['document', 'fetch', 'localStorage', 'setInterval'].map((name) => [name, 'readonly']),
			),
		},
		rules: { 'no-undef': 'error', 'no-unused-vars': 'error' },
	},
	{
		files: ['core/**/*.ts'],
		languageOptions: { parser: tseslint.parser },
		rules: {
			'no-restricted-syntax': [
				'error',
				restricted(
					"CallExpression[callee.object.name='Date'][callee.property.name='now']",
					'The core does not know the clock: take the time as a parameter.',
				),
				restricted(
					"NewExpression[callee.name='Date'][arguments.length=0]",
					'The core does not know the clock: take the time as a parameter.',
				),
				restricted(
					"CallExpression[callee.object.name='DateTime'][callee.property.name=/^(now|local|utc)$/][arguments.length=0]",
					'The core does not know the clock: take the time as a parameter.',
				),
				restricted(
					"MemberExpression[object.name='Math'][property.name='random']",
					'The core leaves nothing to chance: take a random number as a parameter.',
				),
				restricted(
					"Identifier[name='randomUUID']",
					'The core leaves nothing to chance: take an id as a parameter.',
				),
			],
		},
	},
	{
		files: ['nodes/**/*.ts'],
		ignores: ['nodes/Apicbase/transport/**'],
		languageOptions: { parser: tseslint.parser },
		rules: {
			'no-restricted-syntax': [
				'error',
				restricted(
					"MemberExpression[object.property.name='helpers'][property.name=/^(http|request)/], MemberExpression[object.name='helpers'][property.name=/^(http|request)/]",
					'HTTP lives in nodes/Apicbase/transport.',
				),
			],
		},
	},
);
