import { logEntry } from '../../../core/ledger/logEntry.ts';
import { plainCell } from '../../../core/ledger/plainCell.ts';

const formula = '=HYPERLINK("http://evil","x")';

it.each([
	[formula, `'${formula}`],
	['+cmd|/C calc', "'+cmd|/C calc"],
	['-2+3', "'-2+3"],
	['@SUM(A1)', "'@SUM(A1)"],
	['＝1+1', "'＝1+1"],
	['\t=1', "'=1"],
	['\r\n=1', "'=1"],
	['\u0000=1', "'=1"],
	['\u200b=1', "'\u200b=1"],
	['1042\t=1', '1042 =1'],
])('makes text of %j', (text, cell) => {
	expect(plainCell(text)).toBe(cell);
});

it.each(['', '1042', '-12.50', '+3', 'PO-2026-000123', "Chef's choice", 'a=b'])(
	'leaves %j as it is',
	(text) => {
		expect(plainCell(text)).toBe(text);
	},
);

it('keeps formulas out of every cell of a log entry', () => {
	const order = { externalId: formula, orderNumber: formula, attempt: 1 };
	const row = logEntry('released', order, {
		nowMs: 0,
		localId: formula,
		errorMessage: `\t${formula}`,
		responseSummary: formula,
	});
	expect(
		Object.values(row).filter((cell) => typeof cell === 'string' && /^[\s=+@-]/.test(cell)),
	).toEqual([]);
	expect(row).toMatchObject({
		externalId: `'${formula}`,
		orderNumber: `'${formula}`,
		localId: `'${formula}`,
		errorMessage: `'${formula}`,
		responseSummary: `'${formula}`,
	});
});
