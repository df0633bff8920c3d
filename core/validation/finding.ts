import type { Issue, IssueOwner, Severity } from './issue';
import { say, type Facts, type Language, type Sentences } from '../messages/language';
import { sayLine, type LineName } from '../messages/lineName';

/** A kind of thing that can be wrong with an order, and what is said about it. */
export interface IssueKind {
	/** Stable `snake_case` noun; never renamed once released. */
	code: string;
	/** What is said; `{line}` stands for the line's position and name. */
	message: Sentences;
	/** The next step for the supplier's staff, starting with a verb. */
	fix: string;
	owner: IssueOwner;
}

/** An issue together with what it takes to say it in another language. */
export interface Finding extends Issue {
	kind: IssueKind;
	facts: Facts;
}

/** Where in an order something was found; `line` is `null` for the order as a whole. */
export interface Place {
	path: string;
	line: LineName | null;
}

/** Notes that something is wrong at a place; the facts fill the sentence. */
export function makeFinding(
	kind: IssueKind,
	severity: Severity,
	{ path, line }: Place,
	facts: Facts = {},
): Finding {
	const { code, fix, owner } = kind;
	const {
		line: position,
		articleNumber,
		articleName,
	} = line ?? { line: null, articleNumber: null, articleName: null };
	const message = sentence(kind, line, facts, 'en');
	return {
		code,
		severity,
		path,
		line: position,
		articleNumber,
		articleName,
		message,
		fix,
		owner,
		kind,
		facts,
	};
}

/** What was found, as one sentence in a language. */
export function sayFinding(
	{ kind, facts, line, articleNumber, articleName }: Finding,
	language: Language,
): string {
	return sentence(
		kind,
		line === null ? null : { line, articleNumber, articleName },
		facts,
		language,
	);
}

/** What people and other nodes are shown of a finding. */
export function toIssue(finding: Finding): Issue {
	const { code, severity, path, line, articleNumber, articleName, message, fix, owner } = finding;
	return { code, severity, path, line, articleNumber, articleName, message, fix, owner };
}

function sentence(
	kind: IssueKind,
	line: LineName | null,
	facts: Facts,
	language: Language,
): string {
	return say(
		kind.message,
		line === null ? facts : { ...facts, line: sayLine(line, language) },
		language,
	);
}
