/** What jest reports, as far as the table needs it. */
export interface JestReport {
	success: boolean;
	numPassedTests: number;
	numTotalTests: number;
	testResults: Array<{ assertionResults: JestResult[] }>;
}

interface JestResult {
	ancestorTitles: string[];
	title: string;
	status: string;
}

interface Column {
	/** How the tests call it, e.g. "oldest". */
	edition: string;
	/** How people call it, e.g. "n8n 1.123.81, Node 22.23.3". */
	title: string;
}

/** The block of docs/compatibility.md: a row for each test that ran on every n8n, a column for each n8n, the date where the test held; markers included. */
export function compatTable({ testResults }: JestReport, columns: Column[], date: string): string {
	const isOfEdition = ({ ancestorTitles: [edition] }: JestResult) =>
		columns.some((column) => column.edition === edition);
	const results = testResults
		.flatMap(({ assertionResults }) => assertionResults)
		.filter(isOfEdition);
	const cell = (title: string, { edition }: Column) => {
		const found = results.find(
			(result) => result.title === title && result.ancestorTitles[0] === edition,
		);
		return found?.status === 'passed' ? date : 'does not hold';
	};
	const rows = [...new Set(results.map(({ title }) => title))].map((title) =>
		row([title, ...columns.map((column) => cell(title, column))]),
	);
	const head = [
		row(['what holds', ...columns.map(({ title }) => title)]),
		row(['what holds', ...columns].map(() => '---')),
	];
	return ['<!-- compat:start -->', '', ...head, ...rows, '', '<!-- compat:end -->'].join('\n');
}

const row = (cells: string[]): string => `| ${cells.join(' | ')} |`;
