import { readAmount } from '../amount';
import type { PurchaseOrder } from '../order/purchaseOrder';
import type { CheckedLine, CheckedOrder, RuleContext } from './rules/rule';
import { readTimestamp } from '../timestamp';

/** Reads an order's text, amounts and dates once, for all rules. */
export function readOrder(order: PurchaseOrder, context: RuleContext, nowMs: number): CheckedOrder {
	const { clock } = context.calendar;
	const deliveryText = blankToNull(order.expected_delivery_date);
	return {
		order,
		lines: readLines(order, context),
		total: readAmount(order.theoretical_price),
		customerNumber: blankToNull(order.supplier_customer_number),
		ordered: readTimestamp(order.ordered_on ?? '', clock) ?? clock.at(nowMs),
		delivery:
			deliveryText === null
				? undefined
				: { text: deliveryText, day: readTimestamp(deliveryText, clock)?.day },
	};
}

function readLines(order: PurchaseOrder, { articles }: RuleContext): CheckedLine[] {
	const firstLines = new Map<string, number>();
	return order.packages.map((line, index) => {
		const articleNumber = blankToNull(line.supplier_package?.supplier_article_number);
		let firstLine: number | undefined;
		if (articleNumber !== null) {
			const key = articles?.keyOf(articleNumber) ?? articleNumber;
			firstLine = firstLines.get(key);
			if (firstLine === undefined) firstLines.set(key, index + 1);
		}
		return {
			line: index + 1,
			articleNumber,
			article: articleNumber === null ? undefined : articles?.find(articleNumber),
			firstLine,
			quantity: readAmount(line.quantity_ordered),
			price: readAmount(line.supplier_package?.theoretical_price_per_package),
			total: readAmount(line.total_theoretical_price),
		};
	});
}

const blankToNull = (text: string | null | undefined): string | null => text?.trim() || null;
