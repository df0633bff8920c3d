import type { IDataObject } from 'n8n-workflow';
import { customerArticles } from '../../../../core/api/endpoints';
import type { ApiProblem } from '../../../../core/api/problem';
import { readList } from '../../transport/lists';
import { eachItem } from '../eachItem';
import { customerLocator, readCustomerNumber } from '../fields/customerLocator';
import { listFields, readLimit } from '../fields/listFields';
import type { Operation } from '../operation';

const noCustomerNamed: ApiProblem = {
	kind: 'bad_request',
	message: "Cannot read articles. The field 'Customer' is empty.",
	description: 'Choose a customer, or enter the number you gave them.',
	status: null,
};

export const getAll: Operation = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many articles of a customer',
		description: 'List what one customer may order, as Apicbase holds it',
	},
	properties: [customerLocator, ...listFields],
	execute: async (context) =>
		await eachItem(context, async (itemIndex) => {
			const number = readCustomerNumber(context, itemIndex);
			if (number === '') return { ok: false, problem: noCustomerNamed };
			const doing = `read the articles of customer ${number}`;
			const read = await readList(
				context,
				{ ...customerArticles(number), doing },
				readLimit(context, itemIndex),
			);
			return read.ok ? { ok: true, put: read.items as IDataObject[] } : read;
		}),
};
