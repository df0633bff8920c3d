import type { DeliveryRecord } from '../../sandbox/state/sandboxState.mts';
import type { Mail } from '../../harness/mailServer.mts';
import type { ErpOrder } from '../../harness/fakeErp.mts';

/** What happened to one order. */
export interface DemoRow {
	title: string;
	orderNumber: string;
	delivery: DeliveryRecord | null;
	/** Runs of the workflow it started. */
	runs: number;
	/** The order in the ERP. */
	inBook: ErpOrder | undefined;
	mail: Mail | undefined;
}

const headings = [
	'The customer …',
	'Order',
	'HTTP',
	'and sees',
	'n8n ran',
	'In the order book',
	'Mail to',
];
const widest = 40;

/** Prints a row per order, long texts wrapped within their column. */
export function printTable(rows: DemoRow[], say: (line: string) => void): void {
	const cells = [headings, ...rows.map(toCells)].map((row) => row.map(wrap));
	const widths = headings.map((_, column) =>
		Math.max(...cells.flatMap((row) => row[column]!.map(({ length }) => length))),
	);
	for (const [index, row] of cells.entries()) {
		const height = Math.max(...row.map(({ length }) => length));
		for (let line = 0; line < height; line++) {
			say(
				row
					.map((cell, column) => (cell[line] ?? '').padEnd(widths[column]!))
					.join('  ')
					.trimEnd(),
			);
		}
		if (index === 0) say(widths.map((width) => '-'.repeat(width)).join('  '));
	}
}

function toCells({ title, orderNumber, delivery, runs, inBook, mail }: DemoRow): string[] {
	const ran = runs === 1 ? 'once' : runs === 0 ? 'no' : `${runs} times`;
	return [
		title,
		orderNumber,
		String(delivery?.status ?? '-'),
		customerSees(delivery),
		ran,
		sayBook(inBook),
		mail?.to ?? '-',
	];
}

function customerSees(delivery: DeliveryRecord | null): string {
	if (delivery === null) return 'nothing was delivered';
	const { message } = JSON.parse(delivery.answer) as { message: string };
	return `${delivery.outcome === 'accepted' ? 'Sent.' : 'Not sent.'} ${message}`;
}

const sayBook = (order: ErpOrder | undefined) =>
	order === undefined
		? '-'
		: `${order.id}: ${order.lines.map(({ quantity, article_number }) => `${quantity} × ${article_number}`).join(', ')}`;

function wrap(text: string): string[] {
	const lines = [''];
	for (const word of text.split(' ')) {
		const line = `${lines.at(-1)} ${word}`.trimStart();
		if (line.length <= widest) lines[lines.length - 1] = line;
		else lines.push(word);
	}
	return lines;
}
