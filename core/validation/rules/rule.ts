import { add, zero, type Amount, type ReadAmount } from '../../amount';
import type { Article, ArticleIndex } from '../../articles/articleIndex';
import type { Match } from '../../articles/codeIndex';
import type { Customer, CustomerIndex } from '../../articles/customerIndex';
import type { DeliveryCalendar } from '../deliveryCalendar';
import type { RuleMeta, Severity } from '../../messages/issue';
import type { Params } from '../../messages/format';
import type { PurchaseOrder } from '../../order/purchaseOrder';
import type { CalendarDay, LocalTime } from '../../timestamp';
import type { CheckSettings, SettingName } from '../checkSettings';

/** A line as the rules see it: read once, for all of them. */
export interface CheckedLine {
	/** Position as people count, from 1. */
	line: number;
	/** As it was sent. */
	articleNumber: string | null;
	/** As the customer knows it. */
	articleName: string | null;
	/** As in the supplier's own list; else as sent, without invisible characters. */
	shownNumber: string | null;
	/** As the customer knows it, else as the supplier's list has it. */
	shownName: string | null;
	/** What the supplier's articles say of that number; `undefined` when there are none to look in, or there is no number. */
	match: Match<Article> | undefined;
	/** The one article that was found. */
	article: Article | undefined;
	/** The first line that orders the same article, when this is not it. */
	firstLine: number | undefined;
	quantity: ReadAmount | undefined;
	price: ReadAmount | undefined;
	total: ReadAmount | undefined;
}

/** An order as the rules see it. */
export interface CheckedOrder {
	order: PurchaseOrder;
	lines: readonly CheckedLine[];
	total: ReadAmount | undefined;
	customerNumber: string | null;
	/** What the supplier's customers say of that number; `undefined` when there are none to look in, or there is no number. */
	customer: Match<Customer> | undefined;
	ordered: LocalTime;
	/** When the order is handled. */
	now: LocalTime;
	delivery: { text: string; day: CalendarDay | undefined; isOver: boolean } | undefined;
}

/** What an order is checked against, made once per run. Rules whose reference is missing do not fire. */
export interface Reference {
	articles?: ArticleIndex;
	customers?: CustomerIndex;
}

export interface RuleContext extends Reference {
	calendar: DeliveryCalendar;
	settings: CheckSettings;
}

/** One thing to check, as data. */
export interface Rule<Subject> extends RuleMeta {
	defaultSeverity: Severity;
	/** Whether the rule only warns of this subject, unless the user sets a severity. */
	isMild?(subject: Subject): boolean;
	/** What the rule cannot do without. */
	needs: 'nothing' | 'articles' | 'customers';
	/** The settings that the rule goes by. */
	uses: readonly SettingName[];
	/** The order's or the line's field that the issue is about, in dot notation. */
	field: string;
	/** What the sentence needs to know when the rule is broken; `undefined` when all is well. */
	check(subject: Subject, context: RuleContext): Params | undefined;
}

export type LineRule = Rule<CheckedLine>;
export type OrderRule = Rule<CheckedOrder>;

/** What something about each line adds up to; `undefined` when it is not known of one of them. */
export function sumOf(
	lines: readonly CheckedLine[],
	amountOfLine: (line: CheckedLine) => Amount | undefined,
): Amount | undefined {
	let sum: Amount = zero;
	for (const line of lines) {
		const amount = amountOfLine(line);
		if (amount === undefined) return undefined;
		sum = add(sum, amount);
	}
	return sum;
}
