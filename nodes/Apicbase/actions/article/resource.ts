import type { Resource } from '../operation';
import { getAll } from './getAll';
import { upload } from './upload';

export const articleResource: Resource = {
	option: { name: 'Article', value: 'article' },
	operations: [getAll, upload],
};
