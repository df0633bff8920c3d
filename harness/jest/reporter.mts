import { relative } from 'node:path';
import type {
	AggregatedResult,
	Config,
	Reporter,
	Test,
	TestContext,
	TestResult,
} from '@jest/reporters';

const slowestShown = 10;
const say = (line: string): void => void process.stderr.write(`${line}\n`);
const secondsOf = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** Says which suite starts, and at the end which ones took longest and how to run one of them alone. */
export default class SuiteReporter implements Reporter {
	private readonly levelOf = new Map<string, string>();

	constructor(private readonly config: Config.GlobalConfig) {}

	onTestFileStart({ path, context }: Test): void {
		const level = context.config.displayName?.name ?? '';
		this.levelOf.set(path, level);
		// Suites of the other levels are over before anybody has read that they began.
		if (!['unit', 'node'].includes(level)) say(`RUNS ${level} ${this.name(path)}`);
	}

	onRunComplete(_contexts: Set<TestContext>, { testResults, startTime }: AggregatedResult): void {
		const slowest = [...testResults].sort((a, b) => durationOf(b) - durationOf(a));
		if (slowest.length < 2) return;
		say(
			`\nThe slowest of ${testResults.length} suites, ${secondsOf(Date.now() - startTime)} in all:`,
		);
		for (const result of slowest.slice(0, slowestShown))
			say(`${secondsOf(durationOf(result)).padStart(9)}  ${this.name(result.testFilePath)}`);
		const { testFilePath } = slowest[0]!;
		say(
			`Run one alone: npx jest --selectProjects ${this.levelOf.get(testFilePath)} -- ${this.name(testFilePath)}`,
		);
	}

	private name(path: string): string {
		return relative(this.config.rootDir, path);
	}
}

const durationOf = ({ perfStats }: TestResult): number => perfStats.end - perfStats.start;
