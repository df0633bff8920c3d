const startsFormula = /^\p{Cf}*[=+\-@＝＋－＠]/u;
const isNumber = /^[+-]?\d+(\.\d+)?$/;

/** Text as a sheet or CSV may hold it: on one line, and with an apostrophe before what a spreadsheet would run as a formula. */
export function plainCell(text: string): string {
	const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
	return startsFormula.test(line) && !isNumber.test(line) ? `'${line}` : line;
}
