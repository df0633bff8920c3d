import { lineFieldNames, orderFieldNames } from '../messages/fieldNames';
import { makeFinding, type Finding } from './finding';
import { nameLine } from '../messages/lineName';
import { readField } from '../json';
import { structureKinds } from './structureKinds';

interface SchemaIssue {
	path: PropertyKey[];
}

/** Turns what the schema found into sentences, each once, in the order of the fields. */
export function structureIssues(value: unknown, found: readonly SchemaIssue[]): Finding[] {
	const findings = new Map<string, Finding>();
	for (const { path } of found) {
		const finding = toFinding(value, path);
		findings.set(`${finding.path}|${finding.message}`, finding);
	}
	return [...findings.values()];
}

/** The one finding about a value that no order can be in, because its parts stand too deep inside each other. */
export const nestedTooDeeply = (levels: number): Finding =>
	makeFinding(structureKinds.orderNestedTooDeeply, 'error', { path: '', line: null }, { levels });

function toFinding(value: unknown, path: PropertyKey[]): Finding {
	const place = { path: path.join('.'), line: null };
	const [field] = path;
	if (field === undefined) return makeFinding(structureKinds.orderUnreadable, 'error', place);
	if (field === 'packages' && path.length > 1) return lineFinding(value, path);
	if (field === 'packages') {
		const lines = readField(value, path);
		const noLines = lines === undefined || lines === null || Array.isArray(lines);
		return makeFinding(
			noLines ? structureKinds.orderWithoutLines : structureKinds.linesUnreadable,
			'error',
			place,
		);
	}
	if (isBlank(readField(value, path))) {
		return makeFinding(
			field === 'id' ? structureKinds.orderMissingId : structureKinds.orderMissingOrderNumber,
			'error',
			place,
		);
	}
	const name = orderFieldNames[String(field)] ?? String(field);
	return makeFinding(structureKinds.orderFieldUnreadable, 'error', place, { field: name });
}

function lineFinding(value: unknown, path: PropertyKey[]): Finding {
	const place = { path: path.join('.'), line: nameLine(value, Number(path[1])) };
	const field = lineFieldNames[String(path.at(-1))] ?? lineFieldNames[String(path[2])];
	return field === undefined
		? makeFinding(structureKinds.lineUnreadable, 'error', place)
		: makeFinding(structureKinds.lineFieldUnreadable, 'error', place, { field });
}

const isBlank = (field: unknown) =>
	field === undefined || field === null || (typeof field === 'string' && field.trim() === '');
