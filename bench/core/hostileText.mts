import { readErrorBody } from '../../core/api/errorBody.ts';
import { lookalikeKey } from '../../core/articles/lookalikes.ts';
import { checkAssortment, havePricesWithCommas } from '../../core/assortment/checkAssortment.ts';
import { parseJson } from '../../core/json.ts';
import { logEntry } from '../../core/ledger/logEntry.ts';
import { fingerprintOrder } from '../../core/order/fingerprint.ts';
import type { PurchaseOrder } from '../../core/order/purchaseOrder.ts';
import { cleanText, quoteForeign } from '../../core/text.ts';
import type { Checks } from '../../core/validation/checkOrder.ts';
import { readSettings } from '../../core/validation/settings.ts';
import { validateOrder } from '../../core/validation/validateOrder.ts';
import { reasonsFor } from '../../core/webhook/reasons.ts';
import { checkSignature } from '../../core/webhook/signature.ts';
import { valueRow, type MeasuredRow } from '../frame/row.mts';

const sizes = [250_000, 500_000, 1_000_000];
const longest = 1_000_000;
/** The best of them counts. */
const tries = 3;
/** Quadratic work takes sixteen times as long for four times the text. */
const mostTimesLonger = 8;
/** Below it the clock of the CPU and the collector are all that is measured. */
const leastMs = 20;

/** What patterns that look ahead or back have to try again and again. */
const patterns = [
	'a@',
	' ',
	'\n',
	'\u200b',
	'\u0301',
	'\u00a0',
	'"',
	'\\"',
	'\\',
	'[',
	'{',
	'1,',
	'1.000.',
	'1 000 ',
	'12345678901234567 ',
	'Mon-',
	'2026-12-25 to ',
	'6 x ',
	'token=',
	'Bearer ',
	'Digest a="b",',
	'://',
	'eyJ',
	'[object ',
	'👨\u200d👩\u200d👧',
	'\ud800',
	'{line}',
	'$&',
	'&',
];

/** Everything that reads or repeats what others wrote. */
function readers(checks: Checks): Record<string, (text: string) => unknown> {
	return {
		'the log entry': (text) => {
			const order = { externalId: text, orderNumber: text, attempt: 1 };
			const remarks = { localId: text, errorMessage: text, responseSummary: text };
			return logEntry('released', order, { nowMs: 0, ...remarks });
		},
		'an order and every message about it': (text) => validateOrder(hostileOrder(text), checks, 0),
		'the fingerprint': (text) => fingerprintOrder(hostileOrder(text)),
		'the reasons of Refuse': (text) => reasonsFor({}, text),
		'JSON that is cut off': (text) => parseJson(`{"id": 12345678901234567, "a": "${text}`),
		"Apicbase's error": (text) => [readErrorBody(text), quoteForeign(text, 200)],
		'a body that nobody signed': (text) =>
			checkSignature({
				rawBody: Buffer.from(text),
				signature: 'a'.repeat(64),
				secrets: ['secret'],
				acceptReformattedBody: true,
			}),
		'codes and names': (text) => [cleanText(text), lookalikeKey(text)],
		'a row of an assortment': (text) =>
			checkAssortment([hostileRow(text)], {
				customerNumber: text,
				columns: {},
				pricesHaveCommas: havePricesWithCommas([hostileRow(text)], {}),
			}),
		settings: (text) =>
			[
				'deliveryDays',
				'closedDates',
				'customerNumbers',
				'cutOffTime',
				'minimumOrderValue',
				'messageLanguage',
			].map((name) => readSettings({ [name]: text }, 'UTC')),
	};
}

/** The CPU time of each reader for its costliest pattern of a megabyte, and how it grows with the text. */
export function measureHostileText(checks: Checks): MeasuredRow[] {
	return Object.entries(readers(checks)).map(([name, read]) => {
		const costs = patterns.map((pattern) => msFor(read, textOf(pattern, longest)));
		const costliest = patterns[costs.indexOf(Math.max(...costs))] ?? '';
		const worst = sizes.map((size) =>
			Math.min(...Array.from({ length: tries }, () => msFor(read, textOf(costliest, size)))),
		);
		const [first = 0, , last = 0] = worst;
		return valueRow({
			section: 'core',
			name: `a megabyte of hostile text in ${name}`,
			unit: 'ms',
			values: [last],
			comparedTo: `${worst
				.slice(0, 2)
				.map((ms) => ms.toFixed(1))
				.join(' and ')} ms for 250 and 500 kB`,
			goal: { text: 'grows with the text', met: last < Math.max(first, leastMs) * mostTimesLonger },
		});
	});
}

/** The text spread over all fields. */
function hostileOrder(all: string): PurchaseOrder {
	const text = all.slice(0, all.length / 12);
	const line = {
		stock_item: { name: text },
		supplier_package: { supplier_article_number: text, theoretical_price_per_package: text },
		quantity_ordered: text,
		total_theoretical_price: text,
	};
	return {
		id: text,
		order_number: text,
		status: text,
		ordered_on: text,
		order_remarks: text,
		packages: [line],
		expected_delivery_date: text,
		theoretical_price: text,
		supplier_customer_number: text,
	};
}

function hostileRow(all: string) {
	const text = all.slice(0, all.length / 9);
	return {
		third_party_id: text,
		name: text,
		price: text,
		lead_time: text,
		orderable: text,
		size: text,
		gtin: text,
		customer_number: text,
		[text]: text,
	};
}

/** Flat, so that no reader pays for putting it together. */
const textOf = (pattern: string, length: number): string =>
	Buffer.from(pattern.repeat(Math.ceil(length / pattern.length)), 'utf16le').toString('utf16le');

/** In CPU time: what disturbs the clock is not the reader's. */
function msFor(read: (text: string) => unknown, text: string): number {
	const before = process.cpuUsage();
	read(text);
	const { user, system } = process.cpuUsage(before);
	return (user + system) / 1000;
}
