import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Edition, installN8n } from '../harness/n8n/installN8n.mts';
import { runCommand } from '../harness/n8n/runCommand.mts';
import { compatTable, type JestReport } from './compatTable.mts';
import { writeBlock } from './writeBlock.mts';

const { values } = parseArgs({
	options: {
		report: { type: 'string' },
		page: { type: 'string', default: 'docs/compatibility.md' },
	},
});
const { page } = values;
const editions: Edition[] = ['oldest', 'current'];

/**
 * Runs the main flow on the oldest and the current n8n, and writes what held into docs/compatibility.md.
 * `--report FILE` takes jest's report of tests that have run, `--page FILE` writes into another page.
 */
const report = values.report === undefined ? await runTests() : readReport(values.report);
const columns = await Promise.all(
	editions.map(async (edition) => ({ edition, title: await titleOf(edition) })),
);
const today = new Date().toISOString().slice(0, 10);
writeBlock(page, compatTable(report, columns, today));
process.stdout.write(`${page}: ${report.numPassedTests} of ${report.numTotalTests} held\n`);
process.exitCode = report.success ? 0 : 1;

async function runTests(): Promise<JestReport> {
	const folder = mkdtempSync(join(tmpdir(), 'apicbase-compat-'));
	const file = join(folder, 'report.json');
	try {
		const jest = spawn(
			'npx',
			['--no-install', 'jest', '--selectProjects', 'compat', '--json', '--outputFile', file],
			{ stdio: ['ignore', 'ignore', 'inherit'] },
		);
		await once(jest, 'exit');
		return readReport(file);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

function readReport(file: string): JestReport {
	return JSON.parse(readFileSync(file, 'utf8')) as JestReport;
}

async function titleOf(edition: Edition): Promise<string> {
	const { version, nodeBinary } = await installN8n({ edition });
	const node = await runCommand(nodeBinary, ['--version'], { cwd: '/' });
	return `n8n ${version}, Node ${node.trim().slice(1)}`;
}
