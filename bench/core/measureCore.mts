import { createHmac } from 'node:crypto';
import type { Plot } from '../frame/plot.mts';
import { prepareChecks, type Checks } from '../../core/validation/checkOrder.ts';
import { chooseColumns } from '../../core/articles/columns.ts';
import { indexCustomerNumbers } from '../../core/articles/customerIndex.ts';
import { indexArticles } from '../../core/articles/articleIndex.ts';
import { readSettings } from '../../core/validation/settings.ts';
import { validateOrder } from '../../core/validation/validateOrder.ts';
import { checkSignature } from '../../core/webhook/signature.ts';
import { compareRow, valueRow } from '../frame/row.mts';
import type { Say, SectionResult } from '../frame/section.mts';
import { median } from '../frame/statistics.mts';
import { callRounds, clock } from '../frame/callRounds.mts';
import { measureHostileText } from './hostileText.mts';
import { benchArticles, manyDeliveries, orderedMs, secret, type Delivery } from './orders.mts';
import { measurePieces } from './pieces.mts';

const section = 'core';
const articleCount = 5000;
const rounds = 11;
const sizes = [1, 10, 50, 200];
/** The goal is less than 2.5 times the floor's time, so at least this share of its throughput. */
const leastShare = 1 / 2.5;

/** What the core takes for orders of so many lines, in this process. */
export async function measureCore(lines: number, say: Say): Promise<SectionResult> {
	const deliveries = manyDeliveries(lines);
	const checks = everyCheck();
	const ruleCount = checks.orderRules.length + checks.lineRules.length;
	for (const { body, signature } of deliveries) complain(validate(body, signature, checks));
	say(`${rounds} rounds`);
	const results = await callRounds(rounds, { ...ways(deliveries, checks), index }, clock);
	say('each part');
	const pieces = await measurePieces(deliveries, checks);
	say('hostile text');
	const hostile = measureHostileText(checks);
	return {
		rows: [
			compareRow({
				section,
				name: `verified, parsed and validated (${ruleCount} rules, ${articleCount.toLocaleString('en')} articles)`,
				unit: 'µs',
				comparedTo: 'JSON.parse and HMAC alone',
				ours: results.ours,
				theirs: results.floor,
				better: 'lower',
				goal: leastShare,
			}),
			...pieces,
			...hostile,
			valueRow({
				section,
				name: `indexing ${articleCount.toLocaleString('en')} articles, once per run`,
				unit: 'ms',
				values: results.index.map((micros) => micros / 1000),
			}),
		],
		plots: [await costBySize(checks, say)],
		notes: [
			`Every order is parsed from its own bytes and passes all rules, in one bundle as the package ships. The first row is what the clock says, and so is indexing; the parts are CPU time, the garbage collector's threads included. The goal of ${leastShare} is 2.5 times the floor's time. ajv checks types and required fields only, and reports no sentence.`,
		],
	};
}

function everyCheck(): Checks {
	const read = readSettings(
		{
			priceTolerancePercent: 1,
			minimumOrderValue: 50,
			leadTimeDays: 1,
			cutOffTime: '16:00',
			deliveryDays: [1, 2, 3, 4, 5],
			closedDates: '2026-12-25',
		},
		'Europe/Brussels',
	);
	if (!read.ok) throw new Error(JSON.stringify(read.problem));
	return prepareChecks(read.settings, {
		articles: index(),
		customers: indexCustomerNumbers(['C-41', 'C-42']),
	});
}

function index() {
	const rows = benchArticles(articleCount);
	const chosen = chooseColumns(rows, {});
	if (!chosen.ok) throw new Error('The articles have no number.');
	return indexArticles(rows, chosen.columns);
}

function validate(body: Buffer, signature: string, checks: Checks) {
	const { ok } = checkSignature({
		rawBody: body,
		signature,
		secrets: [secret],
		acceptReformattedBody: true,
	});
	if (!ok) throw new Error('The signature does not match.');
	return validateOrder(JSON.parse(body.toString('utf8')), checks, orderedMs);
}

/** A complaint would be measured as well, and is not meant to be there. */
function complain({ issues, summary }: ReturnType<typeof validateOrder>): void {
	if (issues.length > 0) throw new Error(summary);
}

/** The floor's work and ours by the number of lines. */
async function costBySize(checks: Checks, say: Say): Promise<Plot> {
	say(`orders of ${sizes.join(', ')} lines`);
	const points: Record<'floor' | 'ours', Array<readonly [number, number]>> = {
		floor: [],
		ours: [],
	};
	for (const size of sizes) {
		const deliveries = manyDeliveries(size);
		const costs = await callRounds(5, ways(deliveries, checks));
		for (const name of ['floor', 'ours'] as const) points[name].push([size, median(costs[name])]);
	}
	return {
		file: 'performance-core.svg',
		title: 'CPU to verify, parse and validate one order',
		x: { label: 'lines of the order', logarithmic: true },
		y: { label: 'CPU, µs', logarithmic: true },
		series: [
			{ name: 'all rules', points: points.ours },
			{ name: 'JSON.parse and HMAC', points: points.floor },
		],
	};
}

function ways(deliveries: readonly Delivery[], checks: Checks) {
	const each = (work: (delivery: Delivery) => unknown) => {
		let at = 0;
		return () => work(deliveries[at++ % deliveries.length]!);
	};
	return {
		floor: each(({ body }) => [
			JSON.parse(body.toString('utf8')) as unknown,
			createHmac('sha256', secret).update(body).digest(),
		]),
		ours: each(({ body, signature }) => validate(body, signature, checks)),
	};
}
