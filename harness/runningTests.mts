import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { repositoryRoot } from './n8n/repositoryRoot.mts';

/** A test as it is written in its file, once for all rows of `each`. */
export interface WrittenTest {
	title: string;
	/** What stands before it, its comments among it. */
	before: string;
}

/** The tests of a file that run and assert something. */
export const runningTests = (file: string): WrittenTest[] =>
	testsIn(readFileSync(join(repositoryRoot(), file), 'utf8'));

/** The same of a text: none that is skipped, in a comment, of no rows, or that holds nothing against what happened. */
export function testsIn(text: string): WrittenTest[] {
	const source = ts.createSourceFile('test.mts', text, ts.ScriptTarget.Latest);
	const tests: WrittenTest[] = [];
	const visit = (node: ts.Node): void => {
		const call = ts.isExpressionStatement(node) ? node.expression : undefined;
		if (call === undefined || !ts.isCallExpression(call)) return ts.forEachChild(node, visit);
		const kind = kindOf(call);
		if (kind === 'describe') return ts.forEachChild(node, visit);
		if (kind !== 'it' && kind !== 'test') return;
		const [title, body] = call.arguments;
		const runs = body !== undefined && !isOfNoRows(call.expression) && assertsSomething(body);
		if (title !== undefined && ts.isStringLiteralLike(title) && runs)
			tests.push({ title: title.text, before: text.slice(node.pos, node.getStart(source)) });
	};
	visit(source);
	return tests;
}

/** What a call begins with; `undefined` when anything but `each` stands between, such as `skip`. */
function kindOf(expression: ts.Expression): string | undefined {
	if (ts.isIdentifier(expression)) return expression.text;
	if (ts.isCallExpression(expression)) return kindOf(expression.expression);
	const isEach = ts.isPropertyAccessExpression(expression) && expression.name.text === 'each';
	return isEach ? kindOf(expression.expression) : undefined;
}

/** `each([])`. */
function isOfNoRows(callee: ts.Expression): boolean {
	const [rows] = ts.isCallExpression(callee) ? callee.arguments : [];
	return rows !== undefined && ts.isArrayLiteralExpression(rows) && rows.elements.length === 0;
}

/** Whether a matcher is called on something that is no constant, here or in a helper whose name begins with `expect`. */
function assertsSomething(node: ts.Node): boolean {
	if (ts.isCallExpression(node)) {
		const { expression: callee } = node;
		const isMethod = ts.isPropertyAccessExpression(callee);
		const name = isMethod ? callee.name : callee;
		if (ts.isIdentifier(name) && /^expect[A-Z]/.test(name.text)) return true;
		if (isMethod && isAboutSomething(callee.expression)) return true;
	}
	return ts.forEachChild(node, (child) => assertsSomething(child) || undefined) ?? false;
}

/** Whether a chain such as `expect(…).not` or `expect(…).rejects` begins with something that was computed. */
function isAboutSomething(chain: ts.Expression): boolean {
	if (ts.isPropertyAccessExpression(chain)) return isAboutSomething(chain.expression);
	if (!ts.isCallExpression(chain) || !ts.isIdentifier(chain.expression)) return false;
	const [subject] = chain.arguments;
	return chain.expression.text === 'expect' && subject !== undefined && !isConstant(subject);
}

const isConstant = (node: ts.Expression): boolean =>
	ts.isLiteralExpression(node) ||
	[ts.SyntaxKind.TrueKeyword, ts.SyntaxKind.FalseKeyword, ts.SyntaxKind.NullKeyword].includes(
		node.kind,
	);
