import { hour, minute } from '../aPoller.mts';
import { ApicbaseList } from './apicbaseList.mts';
import { aDice } from './dice.mts';
import { Judge } from './judge.mts';
import { N8nModel } from './n8nModel.mts';
import { Runs } from './runs.mts';
import type { Sabotage } from './sabotage.mts';
import { drawSettings } from './settings.mts';
import { takeTime, type World } from './world.mts';

/**
 * Plays one random history against the shipped trigger, and judges what became of each order: returns what went against the
 * promise, in words; nothing for a history that holds.
 */
export async function playHistory(seed: number, sabotage: Sabotage = {}): Promise<string[]> {
	const dice = aDice(seed);
	const clock = { nowMs: Date.UTC(2026, 2, 1) };
	const restoreTime = takeTime({ clock, dice });
	try {
		const settings = drawSettings(dice);
		sabotage.parameters?.(settings.parameters);
		const world = { settings, dice, sabotage, clock, isPublished: false, isHealed: false };
		const verdict = await play(world);
		if (verdict.length === 0) return [];
		const { engine, parameters, ...others } = settings;
		return [JSON.stringify({ seed, engine: engine.name, ...parameters, ...others }), ...verdict];
	} finally {
		restoreTime();
	}
}

async function play(world: World): Promise<string[]> {
	const { clock, dice, settings } = world;
	const { chance, pick } = dice;
	const { pauseMs, hasSibling, startFrom } = settings;
	const judge = new Judge(world);
	const list = new ApicbaseList(
		world,
		() => runs.end(),
		(order) => n8n.noteShown(order),
	);
	const runs: Runs = new Runs(
		world,
		list.orders,
		(run) => judge.start(run, runs),
		(run) => n8n.noteEnd(run),
	);
	const n8n: N8nModel = new N8nModel(world, list, runs, judge);

	if (startFrom !== 'date') list.place(pick([0, 1, 8, 30]), false, minute);
	await n8n.register('main', 'activate');
	world.isPublished = true;
	if (hasSibling) await n8n.register('sibling', 'activate');
	clock.nowMs += minute;
	const polls = pauseMs >= 2 * hour ? 15 : 25;
	for (let index = 0; index < polls; index += 1) {
		list.change();
		runs.mayRunOut();
		if (chance(hasSibling ? 0.1 : 0.05)) await n8n.restart();
		else if (chance(0.03)) await n8n.register('main', 'activate');
		if (chance(0.005)) n8n.loseMemory('account');
		clock.nowMs += chance(0.05) ? dice.next() * 8 * hour : pauseMs;
		await n8n.pollOnce();
		judge.afterPoll(n8n, list, runs);
	}
	// Everything works again: what is owed comes within days.
	world.isHealed = true;
	const isLost = (order: (typeof list.orders)[number]) => judge.isLost(order, n8n.beganAnewMs);
	// A limit of one order a poll may take longer.
	for (let index = 0; index < 120 || (index < 400 && list.orders.some(isLost)); index += 1) {
		clock.nowMs += index < 60 ? 2 * minute : 6 * hour;
		if (index === 30) list.place(1, false);
		await n8n.pollOnce();
	}
	for (const { id } of list.orders.filter(isLost)) judge.object(`${id} was lost`);
	return judge.verdict;
}
