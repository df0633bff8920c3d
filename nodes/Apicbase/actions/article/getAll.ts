import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { customerArticles, fitsInPath } from '../../../../core/api/endpoints';
import type { ApiProblem } from '../../../../core/api/problem';
import { readEntries } from '../../transport/lists';
import { hintAtChanges, listFields, readLimit } from '../listFields';
import type { Operation } from '../operation';

const customerLocator: INodeProperties = {
	displayName: 'Customer',
	name: 'customer',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The customer, by the number you gave them',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: {
				searchListMethod: 'searchCustomers',
				searchable: true,
				slowLoadNotice: {
					message:
						'Apicbase may take a while to list them. You can enter the customer number instead.',
					timeout: 10_000,
				},
			},
		},
		{ displayName: 'By Number', name: 'number', type: 'string', placeholder: 'e.g. C-42' },
	],
};

const noCustomerNamed: ApiProblem = {
	kind: 'bad_request',
	message: "Cannot read articles. The field 'Customer' is empty.",
	description: 'Choose a customer, or enter the number you gave them.',
	status: null,
};

const noSuchCustomer: ApiProblem = {
	kind: 'bad_request',
	message: "Cannot read articles. The field 'Customer' holds no customer number.",
	description: 'Choose a customer, or enter the number you gave them.',
	status: null,
};

export const getAll: Operation = {
	name: 'Get Many',
	action: 'Get many articles of a customer',
	description: 'List what one customer may order, as Apicbase holds it',
	properties: [customerLocator, ...listFields],
	perItem: async (context, itemIndex) => {
		const customer = context.getNodeParameter('customer', itemIndex, '', { extractValue: true });
		const number = String(customer ?? '').trim();
		if (number === '') return { ok: false, problem: noCustomerNamed };
		if (!fitsInPath(number)) return { ok: false, problem: noSuchCustomer };
		const list = {
			...customerArticles(number),
			doing: `read the articles of customer ${number}`,
		};
		const wanted = readLimit(context, itemIndex, list.doing);
		if (!wanted.ok) return wanted;
		const read = await readEntries(context, list, wanted);
		if (!read.ok) return read;
		if (!read.isWhole) hintAtChanges(context, 'articles');
		return { ok: true, items: read.items as IDataObject[] };
	},
};
