import { setTimeout as pause } from 'node:timers/promises';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox.mts';
import { scaled } from '../../harness/n8n/processes.mts';
import { randomNumbers } from '../../harness/randomNumbers.mts';
import { patienceMs, playCustomer, type Told } from './customer.mts';
import { publishFlows } from './flows.mts';
import { History } from './history.mts';
import { holds, judge, type Judgement } from './judge.mts';
import { planOrders, type PlannedOrder } from './plan.mts';
import { openCampaignErp, type CampaignErp } from './campaignErp.mts';
import { openOneProcess, openQueueMode, type CampaignN8n, type Packages } from './campaignN8n.mts';
import { Trouble } from './trouble.mts';

export interface CampaignChoices {
	seed: number;
	orders: number;
	/** When the time is up, no further order is placed. */
	minutes: number;
	/** Whether n8n is several processes. */
	queue: boolean;
	packages: Packages;
	say?: (line: string) => void;
}

/** What a campaign came to. */
export interface CampaignReport {
	seed: number;
	orders: number;
	/** How many of them were placed before the time was up. */
	served: number;
	seconds: number;
	/** Of these, how long n8n, or a part of it, was away. */
	secondsWithoutN8n: number;
	/** How many customers were told what. */
	told: Record<Told['told'], number>;
	clicks: number;
	/** Customers whose "sent" came from n8n while it started, before any node was asked. */
	sentByN8nItself: number;
	booked: number;
	/** Orders told "sent" that were booked only after {@link CampaignN8n.remedy}: n8n had lost sight of their runs. */
	onlyAfterRemedy: string[];
	/** What went wrong how often. */
	trouble: Record<string, number>;
	/** n8n's processes that ended although nobody took them down. */
	endedByThemselves: number;
	broken: Judgement;
	holds: boolean;
	/** The history of each order that breaks the rule. */
	histories: Record<string, string[]>;
}

const customersAtOnce = 12;
/** So many orders may be promised and not booked before the next customer comes: more would be measuring a queue. */
const longestBacklog = 40;
/** Longer than a claim is held, and than the trigger waits between two tries of an order. */
const settleMs = scaled(120_000);
/** Bookings may keep coming for so long after the last customer was told. */
const longestSettleMs = scaled(240_000);
/** Time for a second booking to show, when there is to be one. */
const quietMs = 20_000;

/** Lets customers order while Apicbase, the ERP and n8n go wrong, and compares in the end. */
export async function runCampaign(choices: CampaignChoices): Promise<CampaignReport> {
	const history = new History();
	const [n8n, sandbox, erp] = await Promise.all([
		choices.queue
			? openQueueMode(choices.packages, randomNumbers(choices.seed + 2))
			: openOneProcess(choices.packages, choices.orders),
		startSandbox({
			switches: { rateLimitPerMinute: null, delivery: { timeoutMs: scaled(10_000) } },
		}),
		openCampaignErp(history),
	]);
	try {
		return await play(choices, { n8n, sandbox, erp, history });
	} finally {
		await Promise.all([n8n.stop(), sandbox.close(), erp.close()]);
	}
}

async function play(
	{ seed, orders, minutes, say = () => {} }: CampaignChoices,
	stage: { n8n: CampaignN8n; sandbox: Sandbox; erp: CampaignErp; history: History },
): Promise<CampaignReport> {
	const { n8n, sandbox, erp, history } = stage;
	const flows = await publishFlows(n8n, sandbox, erp.url, n8n.publishLedger);
	const startedAtMs = Date.now();
	const lastOrderAtMs = startedAtMs + minutes * 60_000;
	const plan = planOrders(orders, seed, randomNumbers(seed));
	const trouble = new Trouble({ n8n, sandbox, erp, history, random: randomNumbers(seed + 1), say });
	trouble.start();
	const told: Told[] = [];
	const { customersPerBlow } = n8n;
	const served = new AbortController();
	let begun = 0;
	const customers = Promise.all(
		Array.from({ length: customersAtOnce }, () => serveQueue(plan)),
	).finally(() => served.abort());
	await Promise.all([
		customers,
		striking(
			n8n,
			trouble,
			told,
			{ orders, middleMs: (startedAtMs + lastOrderAtMs) / 2 },
			served.signal,
		),
	]);
	await trouble.stop();

	say('All customers were told; waiting until n8n has done what it owes');
	const missing = () => judge(told, erp.sales).missing;
	await settle();
	const late = missing();
	if (late.length > 0 && n8n.remedy !== undefined) {
		say(`${late.length} orders have not come, so: ${n8n.remedy.name}`);
		history.note(null, n8n.remedy.name);
		await n8n.remedy.strike();
		await settle();
	}
	await pause(quietMs);
	const whole = report();
	if (!whole.holds)
		n8n
			.log()
			.split('\n')
			.filter((line) => /error|missing|stalled|crash/i.test(line))
			.slice(-15)
			.forEach(say);
	return whole;

	/** Waits for the orders that are missing, while bookings keep coming. */
	async function settle(): Promise<void> {
		const settlingSinceMs = Date.now();
		let [bookedBefore, sinceMs] = [erp.sales.length, settlingSinceMs];
		while (
			missing().length > 0 &&
			Date.now() - sinceMs < settleMs &&
			Date.now() - settlingSinceMs < longestSettleMs
		) {
			if (erp.sales.length > bookedBefore) [bookedBefore, sinceMs] = [erp.sales.length, Date.now()];
			await pause(500);
		}
	}

	async function serveQueue(waiting: PlannedOrder[]): Promise<void> {
		for (
			let order = waiting.shift();
			order !== undefined && Date.now() < lastOrderAtMs;
			order = waiting.shift()
		) {
			begun += 1;
			const turn = begun;
			while ((backlog() > longestBacklog || isTooEarly(turn)) && Date.now() < lastOrderAtMs)
				await pause(100);
			told.push(await playCustomer(sandbox, flows, order, history, Date.now() + patienceMs));
			if (told.length % 50 === 0)
				say(`${told.length} of ${orders} customers served, ${erp.sales.length} orders booked`);
		}
	}

	/** Where n8n goes on without what is down, customers would all be served before it is back. */
	function isTooEarly(turn: number): boolean {
		return turn > customersPerBlow * (trouble.blowsOver + 1.5);
	}

	function backlog(): number {
		return told.filter((one) => one.told === 'sent').length - erp.sales.length;
	}

	function report(): CampaignReport {
		const broken = judge(told, erp.sales);
		const count = (what: Told['told']) => told.filter((one) => one.told === what).length;
		return {
			seed,
			orders,
			served: told.length,
			seconds: Math.round((Date.now() - startedAtMs) / 1000),
			secondsWithoutN8n: Math.round(trouble.withoutN8nMs / 1000),
			told: { sent: count('sent'), refused: count('refused'), nothing: count('nothing') },
			clicks: told.reduce((sum, { clicks }) => sum + clicks, 0),
			sentByN8nItself: told.filter((one) => one.told === 'sent' && one.byN8nItself).length,
			booked: erp.sales.length,
			onlyAfterRemedy: late.filter((id) => !broken.missing.includes(id)),
			trouble: trouble.done,
			endedByThemselves: n8n.endedByThemselves(),
			broken,
			holds: holds(broken),
			histories: Object.fromEntries(
				Object.values(broken as unknown as Record<string, string[]>)
					.flat()
					.map((id) => [id, history.of(id)]),
			),
		};
	}
}

/** A blow each time so many customers more were served, the first one half-way to that, and the upgrade in the middle of the orders or of the time; few customers see one as well. */
async function striking(
	{ customersPerBlow, upgrade }: CampaignN8n,
	trouble: Trouble,
	told: readonly Told[],
	{ orders, middleMs }: { orders: number; middleMs: number },
	ended: AbortSignal,
): Promise<void> {
	let isUpgraded = false;
	for (let next = Math.min(customersPerBlow, orders) / 2; next < orders; next += customersPerBlow) {
		while (told.length < next && !ended.aborted) await pause(50);
		if (told.length < next) return;
		const isDue: boolean = !isUpgraded && (next >= orders / 2 || Date.now() >= middleMs);
		isUpgraded ||= isDue;
		await trouble.strike(isDue ? upgrade : undefined);
	}
}
