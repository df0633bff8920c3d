import { readText, readWritten, type Row } from './cells';
import { indexByCode, type CodeIndex, type Coded } from './codeIndex';
import { codeForms, type IgnorableDifference } from './codes';
import type { CustomerColumns } from './columns';
import { orderableBy } from './flags';

/** A customer who may order. */
export interface Customer extends Coded {
	name: string | undefined;
	/** The whole row; `undefined` when customers came as a plain list of numbers. */
	row: Row | undefined;
}

export type CustomerIndex = CodeIndex<Customer>;

/** Indexes rows of any origin by customer number, once per run; rows without a number are passed over. */
export function indexCustomers(
	rows: readonly Row[],
	columns: CustomerColumns,
	ignored: readonly IgnorableDifference[] = [],
): CustomerIndex {
	const readFlags = orderableBy(columns.active);
	const customers = rows.flatMap((row) => {
		const written = readWritten(row[columns.number]);
		if (written === undefined) return [];
		const name = readText(columns.name === undefined ? undefined : row[columns.name]);
		const isPreferred = readFlags(row).orderable;
		return [{ written, number: readText(written) ?? '', isPreferred, name, row }];
	});
	return indexByCode(
		customers,
		ignored,
		({ written }) => codeForms(written),
		(a, b) => a.number !== b.number || a.name !== b.name,
	);
}

/** Indexes a plain list of the customers who may order. */
export const indexCustomerNumbers = (
	numbers: readonly string[],
	ignored: readonly IgnorableDifference[] = [],
): CustomerIndex =>
	indexByCode<Customer>(
		numbers.map((number) => ({ number, isPreferred: true, name: undefined, row: undefined })),
		ignored,
		({ number }) => codeForms(number),
		() => false,
	);
