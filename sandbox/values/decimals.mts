/** Reads a price such as `12.5` to whole thousandths, the precision Apicbase documents for prices. */
export function readThousandths(text: string): number {
	const [whole = '0', fraction = ''] = text.split('.');
	return Number(whole) * 1000 + Number(fraction.slice(0, 3).padEnd(3, '0'));
}

/** Writes thousandths as a string with three places: `12500` becomes `"12.500"`. */
export function writeThousandths(thousandths: number): string {
	const digits = String(Math.abs(thousandths)).padStart(4, '0');
	return `${thousandths < 0 ? '-' : ''}${digits.slice(0, -3)}.${digits.slice(-3)}`;
}
