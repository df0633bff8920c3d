import type { Resource } from '../operation';
import { getAll } from './getAll';

export const customerResource: Resource = {
	option: { name: 'Customer', value: 'customer' },
	operations: [getAll],
};
