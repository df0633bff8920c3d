/** Makes every change to a value throw, so that a test sees it. */
export function deepFreeze(value: unknown): void {
	if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
	Object.freeze(value);
	Object.values(value).forEach(deepFreeze);
}
