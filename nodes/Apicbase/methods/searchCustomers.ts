import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { customerList } from '../../../core/api/endpoints';
import { readLabel } from '../../../core/json';
import { toNodeApiError } from '../nodeErrors';
import { readEntries } from '../transport/lists';

const mostShown = 500;

/** The customers to choose from, by number. */
export async function searchCustomers(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const read = await readEntries(this, { ...customerList, doing: 'list customers' });
	if (!read.ok) throw toNodeApiError(this.getNode(), read.problem);
	const numbers = read.items.flatMap((customer) => readLabel(customer, ['customer_number']) ?? []);
	const wanted = [...new Set(numbers)].filter((number) =>
		number.toLowerCase().includes(filter.toLowerCase()),
	);
	return {
		results: wanted
			.sort()
			.slice(0, mostShown)
			.map((number) => ({ name: number, value: number })),
	};
}
