import {
	format,
	formatLineName,
	type Language,
	type LineName,
	type LocalizedMessage,
	type Params,
} from './format';

export type Severity = 'error' | 'warning';

/** Who can put an issue right. */
export type IssueOwner = 'customer' | 'article data' | 'customer data';

/** One thing that is wrong with an order, in words for the person who can fix it. */
export interface Issue {
	/** Stable `snake_case` noun; never renamed once released. */
	code: string;
	severity: Severity;
	/** Where in the order, in dot notation, e.g. `packages.1.quantity_ordered`; empty for the order as a whole. */
	path: string;
	/** Position of the line as people count, from 1; `null` when the issue is about the whole order. */
	line: number | null;
	articleNumber: string | null;
	articleName: string | null;
	message: string;
	/** The next step, starting with a verb. */
	fix: string;
	owner: IssueOwner;
}

/** A kind of thing that can be wrong with an order, and what is said about it. */
export interface RuleMeta {
	/** Stable `snake_case` noun; never renamed once released. */
	code: string;
	/** What is said; `{line}` stands for the line's position and name. */
	message: LocalizedMessage;
	/** Params that show the sentence at work, for docs/messages.md. */
	example: Params;
	/** The next step for the supplier's staff, starting with a verb. */
	fix: string;
	owner: IssueOwner;
}

/** An issue together with what it takes to say it in another language. */
export interface Diagnostic extends Issue {
	rule: RuleMeta;
	/** What fills the placeholders of the rule's message. */
	params: Params;
}

/** Where in an order an issue is; `line` is `null` for the order as a whole. */
export interface Location {
	path: string;
	line: LineName | null;
}

/** An issue at a location; the params fill the sentence. */
export function makeDiagnostic(
	rule: RuleMeta,
	severity: Severity,
	{ path, line }: Location,
	params: Params = {},
): Diagnostic {
	const { code, fix, owner } = rule;
	const place = line ?? { line: null, articleNumber: null, articleName: null };
	return {
		code,
		severity,
		path,
		line: place.line,
		articleNumber: place.articleNumber,
		articleName: place.articleName,
		message: sentence(rule, line, params, 'en'),
		fix,
		owner,
		rule,
		params,
	};
}

/** The issue as one sentence in a language. */
export function formatDiagnostic(
	{ rule, params, line, articleNumber, articleName }: Diagnostic,
	language: Language,
): string {
	return sentence(
		rule,
		line === null ? null : { line, articleNumber, articleName },
		params,
		language,
	);
}

/** The part of a diagnostic that people and other nodes see. */
export function toIssue(diagnostic: Diagnostic): Issue {
	const { code, severity, path, line, articleNumber, articleName, message, fix, owner } =
		diagnostic;
	return { code, severity, path, line, articleNumber, articleName, message, fix, owner };
}

function sentence(
	{ message }: RuleMeta,
	line: LineName | null,
	params: Params,
	language: Language,
): string {
	return format(
		message,
		line === null ? params : { ...params, line: formatLineName(line, language) },
		language,
	);
}
