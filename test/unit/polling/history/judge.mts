import { minute } from '../aPoller.mts';
import type { ApicbaseList, ModelOrder } from './apicbaseList.mts';
import type { N8nModel } from './n8nModel.mts';
import type { Run, Runs } from './runs.mts';
import type { World } from './world.mts';

/** Holds a history against the promise. */
export class Judge {
	/** What went against it, in words. */
	readonly verdict: string[] = [];
	/** When somebody was last told, by an error. */
	private toldAtMs = 0;

	constructor(private readonly world: World) {}

	object(sentence: string): void {
		this.verdict.push(sentence);
	}

	noteTold(): void {
		this.toldAtMs = this.world.clock.nowMs;
	}

	/** Judges what a run starts with, and counts it. */
	start(run: Run, runs: Runs): void {
		for (const order of run.orders)
			if (run.isGivenUp) this.giveUp(order);
			else this.startOrder(order, run, runs);
	}

	private giveUp(order: ModelOrder): void {
		const { maxAttempts } = this.world.settings;
		if (order.failed < maxAttempts)
			this.object(`${order.id} was given up after ${order.failed} of ${maxAttempts} failed runs`);
		order.isGivenUp = true;
	}

	private startOrder(order: ModelOrder, { fate }: Run, runs: Runs): void {
		const { delivery, onlyUnfetched, marksShown, startFrom } = this.world.settings;
		const { id } = order;
		const isUnderWay = [...runs.underWay].some(
			(run) => run.orders.includes(order) && !runs.isDoubted(run),
		);
		if (isUnderWay) this.object(`${id} was started while its run was under way`);
		if (onlyUnfetched && order.fetched && marksShown) this.object(`${id} came although marked`);
		if (startFrom === 'now' && order.wasThere && !order.isDamaged)
			this.object(`${id} was there before and came`);
		const isDone = delivery === 'once' ? order.started > 0 : order.good > 0;
		const mayComeAgain = order.isLostByRestart || order.isDamaged;
		if (isDone && delivery !== 'untilFetched' && !mayComeAgain)
			this.object(`${id} came again although it was done`);
		if (!order.wasShown && !mayComeAgain)
			this.object(`${id} came although it was never to be handed on`);
		order.wasRefused ||= fate === 'not_started';
		if (fate === 'not_started') return;
		order.started += 1;
		// What a restart cuts off counts as it was to end.
		if (fate === 'failure') order.failed += 1;
		else if (fate === 'success') {
			order.good += 1;
			if (delivery === 'untilFetched') order.fetched = true;
		}
	}

	/**
	 * Judges after a poll whether somebody was told of what stands still, within a quarter of an hour. A fault counts from
	 * n8n's last start, because a start may hold it back for two more polls.
	 */
	afterPoll(
		{ pollBeganMs, startedAtMs, beganAnewMs }: N8nModel,
		{ fault, orders }: ApicbaseList,
		runs: Runs,
	): void {
		const { clock, settings } = this.world;
		const { pauseMs, parameters, delivery } = settings;
		if (pauseMs > 5 * minute) return;
		const { quota } = runs;
		const faultyMs = pollBeganMs - Math.max(fault.sinceMs, startedAtMs);
		const isFaulty = clock.nowMs < fault.untilMs && faultyMs > 15 * minute;
		if (isFaulty && this.toldAtMs < fault.sinceMs)
			this.object(`nobody was told of a ${fault.kind} that lasts`);
		const isRefused =
			clock.nowMs < quota.untilMs &&
			quota.refusedAtMs > quota.refusedSinceMs + 10 * minute &&
			pollBeganMs > quota.refusedAgainAtMs + minute &&
			pollBeganMs > quota.refusedSinceMs + 15 * minute + pauseMs;
		if (isRefused && this.toldAtMs < quota.refusedSinceMs)
			this.object('nobody was told that n8n starts no runs');
		const isLimited = parameters.separateRuns === true || delivery === 'untilSuccess';
		const places = isLimited ? Number(parameters['options.maxRunsAtOnce']) : 0;
		const hungSinceMs = [...runs.underWay]
			.filter((run) => run.fate === 'hang' && !runs.isDoubted(run))
			.map(({ beganAtMs }) => beganAtMs)
			.sort((one, other) => one - other)[places - 1];
		const isWaiting = (order: ModelOrder) =>
			order.isShown &&
			order.started === 0 &&
			order.visibleFromMs < pollBeganMs - 15 * minute &&
			!this.isLeftOut(order, beganAnewMs);
		const isHungUp = hungSinceMs !== undefined && pollBeganMs > hungSinceMs + 15 * minute;
		if (isHungUp && orders.some(isWaiting) && this.toldAtMs < hungSinceMs)
			this.object('nobody was told that every run hangs');
	}

	/** Whether an order is still owed, to a trigger that began anew at this moment. */
	isLost(order: ModelOrder, beganAnewMs: number | null): boolean {
		const { delivery, statuses } = this.world.settings;
		if (this.isLeftOut(order, beganAnewMs)) return false;
		// Listed as one to hand on to the end, or left after a page had shown it.
		const isPending =
			order.isShown ||
			order.deliveredAtMs === Number.POSITIVE_INFINITY ||
			statuses.includes('DELIVERED');
		const count = delivery === 'once' ? order.started : order.good;
		return count === 0 && isPending && !order.isGivenUp && !order.isLostByRestart;
	}

	/** Whether the trigger leaves it out because it was there when it began, or began anew at this moment. */
	private isLeftOut(order: ModelOrder, beganAnewMs: number | null): boolean {
		const { startFrom, clockMs } = this.world.settings;
		const isOld = order.wasThere || order.orderedOnMs <= (beganAnewMs ?? 0) + clockMs;
		return startFrom === 'now' && isOld;
	}
}
