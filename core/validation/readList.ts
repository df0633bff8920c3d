/** Entries of a list that was typed in, one per line or with commas, or that an expression made. */
export function readList(value: unknown): string[] {
	const entries = Array.isArray(value) ? value.map(String) : String(value ?? '').split(/[\n,;]/);
	return entries.map((entry) => entry.trim()).filter(Boolean);
}
