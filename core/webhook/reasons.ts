import type { Issue } from '../messages/issue';
import { readField } from '../json';

type Reason = Pick<Issue, 'code' | 'message'>;

/** Why an order is refused: the sentences somebody wrote, one a line or a list from an expression, else the errors its validation found. */
export function reasonsFor(order: unknown, written: unknown): Reason[] {
	const lines = Array.isArray(written) ? written.map(String) : String(written ?? '').split('\n');
	const sentences = lines.map((line) => line.trim()).filter(Boolean);
	if (sentences.length > 0)
		return sentences.map((message) => ({ code: 'refused_by_supplier', message }));
	const found = readField(order, ['validation', 'issues']);
	const errors = Array.isArray(found) ? found.filter(isError) : [];
	return errors.length > 0
		? errors
		: [{ code: 'refused_by_supplier', message: 'The supplier cannot take this order.' }];
}

const isError = (issue: unknown): issue is Reason =>
	readField(issue, ['severity']) === 'error' && typeof readField(issue, ['message']) === 'string';
