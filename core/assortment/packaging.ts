import { readField } from '../json';
import { decimal } from './articleFields';

const deepest = 20;

/**
 * What is wrong with a package description: from the outside in, each level holds a quantity of the next, the innermost
 * a whole number of a unit (https://developers.apicbase.com/docs/assortment-files-1).
 */
export function packagingFault(description: unknown): string | undefined {
	let level: unknown = description;
	for (let depth = 1; depth <= deepest; depth += 1) {
		if (typeof level !== 'object' || level === null || Array.isArray(level))
			return 'the package description cannot be read';
		const fault = levelFault(level);
		if (fault !== undefined) return `${fault} on level ${depth} of the package description`;
		if (!isGiven(readField(level, ['package']))) return undefined;
		level = readField(level, ['package']);
	}
	return `the package description has more than ${deepest} levels`;
}

function levelFault(level: object): string | undefined {
	const quantity = readField(level, ['quantity']);
	const gtin = readField(level, ['gtin']);
	if (!isGiven(quantity)) return 'the quantity is missing';
	if (isGiven(gtin) && typeof gtin !== 'string') return 'the GTIN is not text';
	if (isGiven(readField(level, ['package']))) {
		const fault = decimal(6)(quantity);
		return fault === undefined ? undefined : `the quantity ${fault}`;
	}
	if (!Number.isInteger(Number(quantity))) return 'the quantity is not a whole number';
	const unit = readField(level, ['unit_name']);
	return typeof unit === 'string' && unit.trim() !== '' ? undefined : 'the unit is missing';
}

const isGiven = (value: unknown) => value !== undefined && value !== null && value !== '';
