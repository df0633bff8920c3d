import type { ReadAmount } from '../../amount';
import type { Article, ArticleIndex } from '../../articles/articleIndex';
import type { DeliveryCalendar } from '../deliveryCalendar';
import type { RuleMeta, Severity } from '../issue';
import type { Facts } from '../../messages/language';
import type { PurchaseOrder } from '../../order/purchaseOrder';
import type { LocalTime } from '../../timestamp';
import type { CheckSettings } from '../checkSettings';

export type RuleSeverity = Severity | 'off';

/** A line as the rules see it: read once, for all of them. */
export interface CheckedLine {
	/** Position as people count, from 1. */
	line: number;
	articleNumber: string | null;
	/** `undefined` when it is not among the supplier's articles, or there are none to look in. */
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
	ordered: LocalTime;
	delivery: { text: string; day: number | undefined } | undefined;
}

/** What an order is checked against, made once per run. Rules whose reference is missing do not fire. */
export interface Reference {
	articles?: ArticleIndex;
	customerNumbers?: ReadonlySet<string>;
	calendar: DeliveryCalendar;
}

export interface RuleContext extends Reference {
	settings: CheckSettings;
}

/** One thing to check, as data. */
export interface Rule<Subject> extends RuleMeta {
	defaultSeverity: Severity;
	/** What the rule cannot do without. */
	needs: 'nothing' | 'articles' | 'customers' | 'calendar';
	/** The order's or the line's field that the issue is about, in dot notation. */
	field: string;
	/** What the sentence needs to know when the rule is broken; `undefined` when all is well. */
	check(subject: Subject, context: RuleContext): Facts | undefined;
}

export type LineRule = Rule<CheckedLine>;
export type OrderRule = Rule<CheckedOrder>;
