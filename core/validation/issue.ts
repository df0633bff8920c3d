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
