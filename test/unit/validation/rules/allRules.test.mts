import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { allRules } from '../../../../core/validation/rules/allRules.ts';
import { repositoryRoot } from '../../../../harness/n8n/repositoryRoot.mts';

const filesIn = (folder: string) => readdirSync(join(repositoryRoot(), folder));

it('has one file and one test for each rule', () => {
	const rules = allRules.map(({ code }) =>
		code.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
	);
	const others = ['allRules.ts', 'rule.ts'];
	expect(filesIn('core/validation/rules').filter((file) => !others.includes(file))).toEqual(
		rules.map((rule) => `${rule}.ts`).sort(),
	);
	expect(
		filesIn('test/unit/validation/rules').filter((file) => file !== 'allRules.test.mts'),
	).toEqual(rules.map((rule) => `${rule}.test.mts`).sort());
});
