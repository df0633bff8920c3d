import type { IDataObject } from 'n8n-workflow';
import { customerList } from '../../../../core/api/endpoints';
import { readList } from '../../transport/lists';
import { eachItem } from '../eachItem';
import { listFields, readLimit } from '../fields/listFields';
import type { Operation } from '../operation';

export const getAll: Operation = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many customers',
		description: 'List the customers who may order from you, by the numbers you gave them',
	},
	properties: listFields,
	execute: async (context) =>
		await eachItem(context, async (itemIndex) => {
			const read = await readList(
				context,
				{ ...customerList, doing: 'read customers' },
				readLimit(context, itemIndex),
			);
			return read.ok ? { ok: true, put: read.items as IDataObject[] } : read;
		}),
};
