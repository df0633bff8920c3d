import { createHmac } from 'node:crypto';
import { prepareChecks, type Checks } from '../../core/order/checkOrder.ts';
import { chooseColumns } from '../../core/article/articleColumns.ts';
import { indexArticles } from '../../core/article/articleIndex.ts';
import { readCheckSettings } from '../../core/order/readCheckSettings.ts';
import { UnusableSetting } from '../../core/order/unusableSetting.ts';
import { parseOrder } from '../../core/order/parseOrder.ts';
import { validateOrder } from '../../core/order/validateOrder.ts';
import { checkSignature } from '../../core/webhook/signature.ts';
import { interleave } from '../frame/interleave.mts';
import { compareRow, valueRow } from '../frame/row.mts';
import type { Section } from '../frame/section.mts';
import { ajvStructure } from './ajvStructure.mts';
import { compareInN8n } from './codeNode.mts';
import { benchArticles, benchOrder } from './orders.mts';

const section = 'core';
const lines = 50;
const articleCount = 5000;
const rounds = 15;
const ordersARound = 2000;
const secret = 'bench-client-secret';
const orderedMs = Date.UTC(2026, 10, 20, 6, 15, 30);
/** The goal is less than 2.5 times the floor's time, so at least this share of its throughput. */
const leastShare = 1 / 2.5;

export const coreSection: Section = {
	name: section,
	title: `Core: ${lines}-line orders verified, parsed and validated, on one core`,
	async run(say) {
		const bodies = manyBodies();
		const checks = everyCheck();
		const ruleCount = checks.orderRules.length + checks.lineRules.length;
		for (const { body, signature } of bodies) complain(validate(body, signature, checks));
		const orders = bodies.map(({ body }) => JSON.parse(body.toString('utf8')) as unknown);
		const isOrder = ajvStructure();
		say(`${rounds} rounds of ${ordersARound} orders`);
		const results = await interleave(rounds, {
			floor: () => perSecond(bodies, ({ body }) => [JSON.parse(body.toString('utf8')) as unknown, createHmac('sha256', secret).update(body).digest()]),
			ours: () => perSecond(bodies, ({ body, signature }) => validate(body, signature, checks)),
			structure: () => perSecond(orders, (order) => parseOrder(order).ok),
			ajv: () => perSecond(orders, isOrder),
			index: () => timeMs(() => index()),
		});
		const inN8n = await compareInN8n(bodies.slice(0, 1).map(({ body }) => JSON.parse(body.toString('utf8')) as object), say);
		return {
			rows: [
				compareRow({
					section, name: `verified, parsed and validated (${ruleCount} rules, ${articleCount.toLocaleString('en')} articles)`, unit: 'orders/s',
					comparedTo: 'JSON.parse and HMAC alone', ours: results.ours, theirs: results.floor, better: 'higher', goal: leastShare,
				}),
				compareRow({
					section, name: 'structure of a parsed order', unit: 'orders/s',
					comparedTo: 'ajv, compiled', ours: results.structure, theirs: results.ajv, better: 'higher',
				}),
				valueRow({ section, name: `indexing ${articleCount.toLocaleString('en')} articles, once per run`, unit: 'ms', values: results.index }),
				...inN8n,
			],
			notes: [
				`Every order is parsed from its own bytes and passes all rules. The goal of ${leastShare} times the floor's throughput is 2.5 times its time. ajv checks types and required fields only, and reports no sentence.`,
			],
		};
	},
};

interface Delivery {
	body: Buffer;
	signature: string;
}

/** Orders of different hours and quantities, so that nothing is quick for having been seen before. */
function manyBodies(): Delivery[] {
	return Array.from({ length: 100 }, (_, index) => {
		const body = Buffer.from(JSON.stringify(benchOrder(lines, index)));
		return { body, signature: createHmac('sha256', secret).update(body).digest('hex') };
	});
}

function everyCheck(): Checks {
	const read = readCheckSettings(
		{ priceTolerancePercent: 1, minimumOrderValue: 50, leadTimeDays: 1, cutOffTime: '16:00', deliveryDays: [1, 2, 3, 4, 5], closedDates: '2026-12-25' },
		'Europe/Brussels',
	);
	if (read instanceof UnusableSetting) throw new Error(read.message);
	return prepareChecks(read.settings, { calendar: read.calendar, articles: index(), customerNumbers: new Set(['C-41', 'C-42']) });
}

function index() {
	const rows = benchArticles(articleCount);
	const chosen = chooseColumns(rows, {});
	if (!chosen.ok) throw new Error('The articles have no number.');
	return indexArticles(rows, chosen.columns);
}

function validate(body: Buffer, signature: string, checks: Checks) {
	const { verified } = checkSignature({ rawBody: body, signature, secrets: [secret], acceptReformattedBody: true });
	if (!verified) throw new Error('The signature does not match.');
	return validateOrder(JSON.parse(body.toString('utf8')), checks, 'en', orderedMs);
}

/** A complaint would be measured as well, and is not meant to be there. */
function complain({ issues, summary }: ReturnType<typeof validateOrder>): void {
	if (issues.length > 0) throw new Error(summary);
}

function perSecond<Subject>(subjects: readonly Subject[], work: (subject: Subject) => unknown): number {
	const ms = timeMs(() => {
		for (let order = 0; order < ordersARound; order++) work(subjects[order % subjects.length]!);
	});
	return (ordersARound / ms) * 1000;
}

function timeMs(work: () => unknown): number {
	const startedMs = performance.now();
	work();
	return performance.now() - startedMs;
}
