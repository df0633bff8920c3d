import { lineFieldNames, orderFieldNames } from '../messages/fieldNames';
import { makeDiagnostic, type Diagnostic } from '../messages/issue';
import { nameLine } from '../messages/format';
import { readField } from '../json';
import { cleanText } from '../text';
import { structureRules } from './structureRules';

interface SchemaIssue {
	path: PropertyKey[];
}

/** Turns what the schema found into sentences, each once, in the order of the fields. */
export function structureIssues(value: unknown, found: readonly SchemaIssue[]): Diagnostic[] {
	const diagnostics = new Map<string, Diagnostic>();
	for (const { path } of found) {
		const diagnostic = toDiagnostic(value, path);
		diagnostics.set(`${diagnostic.path}|${diagnostic.message}`, diagnostic);
	}
	return [...diagnostics.values()];
}

/** The diagnostic for a value that is nested too deeply to be an order. */
export const nestedTooDeeply = (levels: number): Diagnostic =>
	makeDiagnostic(
		structureRules.orderNestedTooDeeply,
		'error',
		{ path: '', line: null },
		{ levels },
	);

function toDiagnostic(value: unknown, path: PropertyKey[]): Diagnostic {
	const location = { path: path.join('.'), line: null };
	const [field] = path;
	if (field === undefined) return makeDiagnostic(structureRules.orderUnreadable, 'error', location);
	if (field === 'packages' && path.length > 1) return lineDiagnostic(value, path);
	if (field === 'packages') {
		const lines = readField(value, path);
		const noLines = lines === undefined || lines === null || Array.isArray(lines);
		return makeDiagnostic(
			noLines ? structureRules.orderWithoutLines : structureRules.linesUnreadable,
			'error',
			location,
		);
	}
	if (isBlank(readField(value, path))) {
		return makeDiagnostic(
			field === 'id' ? structureRules.orderMissingId : structureRules.orderMissingOrderNumber,
			'error',
			location,
		);
	}
	const name = orderFieldNames[String(field)] ?? String(field);
	return makeDiagnostic(structureRules.orderFieldUnreadable, 'error', location, { field: name });
}

function lineDiagnostic(value: unknown, path: PropertyKey[]): Diagnostic {
	const location = { path: path.join('.'), line: nameLine(value, Number(path[1])) };
	const field = lineFieldNames[String(path.at(-1))] ?? lineFieldNames[String(path[2])];
	return field === undefined
		? makeDiagnostic(structureRules.lineUnreadable, 'error', location)
		: makeDiagnostic(structureRules.lineFieldUnreadable, 'error', location, { field });
}

const isBlank = (field: unknown) =>
	field === undefined || field === null || (typeof field === 'string' && cleanText(field) === '');
