import { rebuildAsPython } from '../../../core/webhook/pythonJson.ts';
import { largestRebuiltBody } from '../../../core/webhook/signature.ts';

it('rebuilds the largest body in one pass, be it white space or escapes', () => {
	const blanks = ' '.repeat(largestRebuiltBody / 4);
	const rebuilt = rebuildAsPython(`{"a":1${blanks},${blanks}"b"${blanks}:2}${blanks}`);
	expect(rebuilt?.toString()).toBe('{"a": 1, "b": 2}');
	const escapes = '\\u00e9'.repeat(largestRebuiltBody / 6);
	expect(rebuildAsPython(`{"a":"${escapes}"}`)?.toString()).toBe(`{"a": "${escapes}"}`);
});
