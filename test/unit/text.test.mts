import { cleanText } from '../../core/text.ts';

it.each<[string, string]>([
	['ABC-123', 'ABC-123'],
	[' ABC 1 ', 'ABC 1'],
	['A\u00a0B\tC\u2800D', 'A B C D'],
	['A  B', 'A  B'],
	['\ufeffAB\ufeffC\u00ad-\u200b1\u200d', 'ABC-1'],
	['Cafe\u0301', 'Caf\u00e9'],
	['\u200b\u00a0\ufeff', ''],
])('shows %j as %j', (text, shown) => {
	expect(cleanText(text)).toBe(shown);
});
