import type { Resource } from '../operation';
import { accept } from './accept';
import { refuse } from './refuse';

export const answerResource: Resource = {
	option: { name: 'Answer', value: 'answer' },
	operations: [accept, refuse],
};
