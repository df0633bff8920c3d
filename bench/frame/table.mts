import type { MeasuredRow } from './row.mts';

const headings = ['what', 'ours', 'spread', 'compared to', 'ratio', 'goal', 'met'];

/** The rows as a Markdown table, one line a row. */
export function markdownTable(rows: readonly MeasuredRow[]): string {
	const lines = [headings, headings.map(() => '---'), ...rows.map(cells)];
	return lines.map((line) => `| ${line.join(' | ')} |`).join('\n');
}

/** The rows in columns, for the terminal. */
export function textTable(rows: readonly MeasuredRow[]): string {
	const lines = [headings, ...rows.map(cells)];
	const widths = headings.map((_, column) =>
		Math.max(...lines.map((line) => line[column]!.length)),
	);
	return lines
		.map((line) =>
			line
				.map((cell, column) => cell.padEnd(widths[column]!))
				.join('  ')
				.trimEnd(),
		)
		.join('\n');
}

function cells({ name, value, unit, spread, comparedTo, ratio, goal, met }: MeasuredRow): string[] {
	return [
		name,
		`${formatNumber(value)} ${unit}`.trim(),
		spread === null ? '' : `± ${spread.toFixed(0)} %`,
		comparedTo,
		ratio === null ? '' : `${formatNumber(ratio)} ×`,
		goal ?? '',
		met === null ? '' : met ? 'yes' : 'no',
	];
}

/** Three significant digits, and thousands apart from each other. */
export function formatNumber(value: number): string {
	if (value === 0) return '0';
	if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en-US');
	return Number(value.toPrecision(3)).toString();
}
