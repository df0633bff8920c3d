import { toDecimalString, type ReadAmount } from '../amount';
import type { Row } from '../articles/cells';
import { formatDay } from '../timestamp';
import type { CheckedLine, CheckedOrder } from './rules/rule';

/** One line of an order, read once and ready for an ERP, a pick list or a mail. */
export interface ValidatedLine {
	/** Position as people count, from 1. */
	line: number;
	/** As in the supplier's own list; else as sent, without invisible characters. */
	articleNumber: string | null;
	/** As the customer knows it, else as the supplier's list has it. */
	articleName: string | null;
	/** A number when it is one, else what was sent. */
	quantity: number | string | null;
	unitPrice: string | null;
	total: string | null;
	/** The matched row, whole. */
	article: Row | null;
}

/** What the checks read and found, so that no later step reads the order in another way. */
export interface HandedOn {
	/** Local day in the supplier's time zone, `YYYY-MM-DD`. */
	deliveryDate: string | null;
	/** The matched row, whole. */
	customer: Row | null;
	lines: ValidatedLine[];
}

/** What is handed on of something that could not be read as an order. */
export const nothingHandedOn: HandedOn = { deliveryDate: null, customer: null, lines: [] };

/** What later steps need of an order, with one entry for each of its lines. */
export function handOn({ delivery, customer, lines }: CheckedOrder): HandedOn {
	return {
		deliveryDate: delivery?.day === undefined ? null : formatDay(delivery.day),
		customer: (customer?.kind === 'found' && customer.row.row) || null,
		lines: lines.map(toLine),
	};
}

const toLine = (checked: CheckedLine): ValidatedLine => ({
	line: checked.line,
	articleNumber: checked.shownNumber,
	articleName: checked.shownName,
	quantity: toNumber(checked.quantity),
	unitPrice: toText(checked.price),
	total: toText(checked.total),
	article: checked.article?.row ?? null,
});

function toNumber(amount: ReadAmount | undefined): number | string | null {
	if (amount === undefined) return null;
	if (amount.value === undefined || Number.isSafeInteger(amount.written)) return amount.written;
	const digits = toDecimalString(amount.value);
	// A text that a double would round stays a text.
	return String(Number(digits)) === digits ? Number(digits) : digits;
}

/** What every ERP and every sheet reads as the number it is. */
const plainDigits = /^-?\d{1,12}(?:\.\d{1,9})?$/;

/** As it was sent where that is plain digits or no number; else the number in plain digits. */
function toText(amount: ReadAmount | undefined): string | null {
	if (amount === undefined) return null;
	const written = String(amount.written);
	return amount.value === undefined || plainDigits.test(written)
		? written
		: toDecimalString(amount.value);
}
