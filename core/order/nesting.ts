/**
 * Whether objects and arrays stand inside each other more than this many levels deep. Far deeper than any order, they
 * would exhaust the stack of whatever walks over them next, `JSON.stringify` included.
 */
export function isNestedDeeperThan(levels: number, value: object): boolean {
	if (levels === 0) return true;
	if (Array.isArray(value)) return value.some((entry) => isDeeper(levels, entry));
	// `for in` and no list of values: every order passes here, and this is several times as fast.
	for (const key in value) {
		if (isDeeper(levels, (value as Record<string, unknown>)[key])) return true;
	}
	return false;
}

const isDeeper = (levels: number, field: unknown): boolean =>
	typeof field === 'object' && field !== null && isNestedDeeperThan(levels - 1, field);
