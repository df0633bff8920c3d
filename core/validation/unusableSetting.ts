/** A setting nobody can work with: which, what stands there, and what it should look like. */
export class InvalidSetting {
	constructor(
		readonly message: string,
		readonly description: string,
	) {}
}

/** Says of a setting, by the name people see, that it is not what it should be. */
export const invalidSetting = (
	name: string,
	value: unknown,
	what: string,
	description: string,
): InvalidSetting =>
	new InvalidSetting(
		`Cannot check orders. '${name}' is "${String(value)}", which is not ${what}.`,
		description,
	);
