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

/** The tests of a file that run and assert something: none under `skip`, in a comment, or without `expect`. */
export function runningTests(file: string): WrittenTest[] {
	const text = readFileSync(join(repositoryRoot(), file), 'utf8');
	const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
	const tests: WrittenTest[] = [];
	const visit = (node: ts.Node): void => {
		const call = ts.isExpressionStatement(node) ? node.expression : undefined;
		if (call === undefined || !ts.isCallExpression(call)) return ts.forEachChild(node, visit);
		const kind = kindOf(call);
		if (kind === 'describe') return ts.forEachChild(node, visit);
		if (kind !== 'it' && kind !== 'test') return;
		const [title] = call.arguments;
		const asserts = /\bexpect\w*\(/.test(call.getText(source));
		if (title !== undefined && ts.isStringLiteralLike(title) && asserts)
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
