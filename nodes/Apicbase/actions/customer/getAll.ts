import type { IDataObject } from 'n8n-workflow';
import { customerList } from '../../../../core/api/endpoints';
import { readEntries } from '../../transport/lists';
import { hintAtChanges, listFields, readLimit } from '../listFields';
import type { Operation } from '../operation';

export const getAll: Operation = {
	name: 'Get Many',
	action: 'Get many customers',
	description: 'List the customers who may order from you, by the numbers you gave them',
	properties: listFields,
	perItem: async (context, itemIndex) => {
		const list = { ...customerList, doing: 'read customers' };
		const wanted = readLimit(context, itemIndex, list.doing);
		if (!wanted.ok) return wanted;
		const read = await readEntries(context, list, wanted);
		if (!read.ok) return read;
		if (!read.isWhole) hintAtChanges(context, 'customers');
		return { ok: true, items: read.items as IDataObject[] };
	},
};
