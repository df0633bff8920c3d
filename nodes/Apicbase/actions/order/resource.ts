import type { Resource } from '../operation';
import { get } from './get';
import { getAll } from './getAll';
import { markFetched } from './markFetched';
import { markViewed } from './markViewed';

export const orderResource: Resource = {
	option: { name: 'Order', value: 'order' },
	operations: [get, getAll, markFetched, markViewed],
};
