import { testsIn } from '../../harness/runningTests.mts';

const titles = (text: string) => testsIn(text).map(({ title }) => title);

it.each([
	['holds a value', "it('a', () => { expect(sum()).toBe(2); });"],
	['holds a refusal', "it('a', async () => { await expect(run()).rejects.toThrow('x'); });"],
	['holds what is not so', "it('a', () => { expect(list).not.toContain(1); });"],
	['asserts in a helper', "it('a', () => expectOnly(200, report));"],
	['asserts in a method', "it('a', () => day.expectNothingWritten());"],
	['asserts in a loop', "it('a', () => { for (const one of all) expect(one).toBe(1); });"],
	['has rows', "it.each([1])('a', (one) => { expect(one).toBe(1); });"],
	[
		'stands in a group',
		"describe.each([1])('b', () => { it('a', () => { expect(b).toBe(1); }); });",
	],
])('counts a test that %s', (_what, text) => {
	expect(titles(text)).toEqual(['a']);
});

it.each([
	['is empty', "it('a', () => {});"],
	['is still to be written', "it.todo('a');"],
	['is skipped', "it.skip('a', () => { expect(sum()).toBe(2); });"],
	[
		'stands in a group that is skipped',
		"describe.skip('b', () => { it('a', () => { expect(b).toBe(1); }); });",
	],
	['stands in a comment', "// it('a', () => { expect(sum()).toBe(2); });"],
	['asserts in a comment', "it('a', () => { /* expect(sum()).toBe(2); */ });"],
	['asserts in a text', "it('a', () => { run('expect(sum()).toBe(2)'); });"],
	['calls no matcher', "it('a', () => { expect(sum()); });"],
	['holds a constant', "it('a', () => { expect(true).toBe(true); });"],
	['has no rows', "it.each([])('a', (one) => { expect(one).toBe(1); });"],
])('counts no test that %s', (_what, text) => {
	expect(titles(text)).toEqual([]);
});

it('tells what stands before a test', () => {
	const [first, second] = testsIn(
		"// one\nit('a', () => { expect(a).toBe(1); });\n// two\n// three\nit('b', () => { expect(b).toBe(1); });",
	);
	expect([first!.before.trim(), second!.before.trim()]).toEqual(['// one', '// two\n// three']);
});
