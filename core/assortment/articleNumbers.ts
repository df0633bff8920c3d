/** What makes no difference when article numbers are compared. */
const ignorableDifferences = ['case', 'leadingZeros', 'spaces'] as const;

export type IgnorableDifference = (typeof ignorableDifferences)[number];

/** Makes the function that brings article numbers, as text, into the form in which they are compared. */
export function articleNumberKey(
	ignored: readonly IgnorableDifference[],
): (articleNumber: string) => string {
	const [ignoresCase, ignoresZeros, ignoresSpaces] = ignorableDifferences.map((difference) =>
		ignored.includes(difference),
	);
	return (articleNumber) => {
		let key = articleNumber.trim();
		if (ignoresSpaces) key = key.replace(/\s+/g, '');
		if (ignoresCase) key = key.toLowerCase();
		if (ignoresZeros) key = key.replace(/^0+(?=.)/, '');
		return key;
	};
}
