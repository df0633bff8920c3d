import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import ts from 'typescript';

/**
 * Prints a table row for each part of the repository: how many files and functions, and their lines as median, 90th
 * percentile and largest. A function on one line, or the one that holds the tests of a `describe`, does not count.
 */
const parts = {
	core: ['core'],
	'nodes, credentials': ['nodes', 'credentials'],
	sandbox: ['sandbox'],
	test: ['test'],
	bench: ['bench'],
	scripts: ['scripts'],
};

for (const [name, folders] of Object.entries(parts)) {
	const listed = execFileSync('git', ['ls-files', ...folders], { encoding: 'utf8' })
		.split('\n')
		.filter((file) => /\.m?ts$/.test(file));
	const sources = listed.map((file) =>
		ts.createSourceFile(file, readFileSync(file, 'utf8').trimEnd(), ts.ScriptTarget.Latest, true),
	);
	const files = sources.map((source) => linesOf(source, source));
	const functions = sources.flatMap((source) =>
		functionsIn(source).map((node) => linesOf(source, node)),
	);
	process.stdout.write(
		`| ${name} | ${files.length} | ${summarise(files)} | ${functions.length} | ${summarise(functions)} |\n`,
	);
}

function functionsIn(source: ts.SourceFile): ts.Node[] {
	const found: ts.Node[] = [];
	const visit = (node: ts.Node): void => {
		if (
			ts.isFunctionLike(node) &&
			'body' in node &&
			node.body !== undefined &&
			!isDescribe(node) &&
			linesOf(source, node) > 1
		)
			found.push(node);
		ts.forEachChild(node, visit);
	};
	visit(source);
	return found;
}

function isDescribe({ parent }: ts.Node): boolean {
	return ts.isCallExpression(parent) && parent.expression.getText().startsWith('describe');
}

function linesOf(source: ts.SourceFile, node: ts.Node): number {
	const lineAt = (position: number) => source.getLineAndCharacterOfPosition(position).line;
	return lineAt(node.end) - lineAt(node === source ? 0 : node.getStart()) + 1;
}

function summarise(sizes: number[]): string {
	const sorted = sizes.toSorted((one, other) => one - other);
	const at = (share: number) => sorted[Math.ceil(sorted.length * share) - 1];
	return [at(0.5), at(0.9), at(1)].join(' / ');
}
