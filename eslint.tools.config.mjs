import tseslint from 'typescript-eslint';

/** Lint for what does not ship: tests, sandbox, scripts and benchmarks. */
export default tseslint.config(
	{ ignores: ['dist/**', 'node_modules/**', 'core/**', 'nodes/**', 'credentials/**'] },
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
);
