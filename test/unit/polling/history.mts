import type { IDataObject, INodeExecutionData, IPollFunctions, IRun } from 'n8n-workflow';
import { isWanted } from '../../../core/polling/reading.ts';
import { parseListedOrder } from '../../../core/polling/listedOrder.ts';
import type { PollState } from '../../../core/polling/state.ts';
import { readState, writeState } from '../../../core/polling/storedState.ts';
import { pollForOrders } from '../../../nodes/Apicbase/newOrderTrigger/pollForOrders.ts';
import {
	triggerProcessOf,
	type TriggerProcess,
} from '../../../nodes/Apicbase/newOrderTrigger/triggerProcess.ts';

type Result = 'success' | 'failure' | 'not_started';
/** How a run comes out in a history; one that hangs never ends. */
type Fate = Result | 'hang';

/** One page of the list as it is answered. */
export interface AnsweredPage {
	page: number;
	results: unknown[];
	count: number | null;
	hasNext: boolean;
}

/** What a history may change about the trigger, to see that it would be noticed. */
export interface Sabotage {
	parameters?: (parameters: Record<string, unknown>) => void;
	/** Changes the state after each poll, wherever it is kept. */
	afterPoll?: (state: PollState) => void;
	/** Changes what the process knows before each poll. */
	beforePoll?: (trigger: TriggerProcess) => void;
	/** Changes how the trigger is told that a run ended; `null` leaves it untold. */
	told?: (result: Result) => Result | null;
	/** Changes a page on its way to the trigger. */
	page?: (page: AnsweredPage) => AnsweredPage;
	/** Whether n8n stores nothing when the trigger asks for it. */
	storesNothing?: boolean;
	/** Whether the triggers of a workflow share nothing. */
	sharesNothing?: boolean;
}

/** What n8n keeps of a workflow: what its triggers remember, each for itself and together. */
type WorkflowData = Record<Member | 'global', IDataObject>;

/** The trigger that is judged, and another one in the same workflow. */
type Member = 'main' | 'sibling';

/** How an engine of n8n keeps the state of a poll. */
interface Engine {
	name: 'in memory' | 'scheduler' | 'cursors';
	budgetMs: number;
}

const engines: readonly Engine[] = [
	{ name: 'in memory', budgetMs: 300_000 },
	{ name: 'scheduler', budgetMs: 36_000 },
	{ name: 'cursors', budgetMs: 36_000 },
	{ name: 'cursors', budgetMs: 320_000 },
];

interface ModelOrder {
	id: string;
	cart: number;
	orderedOnMs: number;
	visibleFromMs: number;
	hidden: { fromMs: number; toMs: number } | null;
	deliveredAtMs: number;
	isReadable: boolean;
	hasId: boolean;
	/** Listed when the trigger began, and placed before. */
	wasThere: boolean;
	fetched: boolean;
	/** What became of it. */
	started: number;
	good: number;
	failed: number;
	isGivenUp: boolean;
	/** Whether a page has shown it as one to hand on, and n8n or the living process keeps that. */
	isShown: boolean;
	/** Whether one ever has; another trigger of the workflow may have n8n store more than this one asks for. */
	wasShown: boolean;
	/** Whether a restart cut a run of it short, or came before n8n had stored how it ended. */
	isLostByRestart: boolean;
	/** Whether it was placed before what the trigger remembered was damaged. */
	isDamaged: boolean;
}

interface Run {
	orders: ModelOrder[];
	isGivenUp: boolean;
	beganAtMs: number;
	endsAtMs: number;
	fate: Fate;
	done: { resolve: (run: IRun) => void; reject: (reason: Error) => void };
}

/** What went against the promise, in words; none for a history that holds. */
export type Verdict = string[];

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const origin = 'https://apicbase.example';

/** The same numbers for the same seed. */
function numbers(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

let histories = 0;

/** Plays one random history against the shipped trigger, and judges what became of each order. */
export async function playHistory(seed: number, sabotage: Sabotage = {}): Promise<Verdict> {
	const random = numbers(seed);
	const clock = { nowMs: Date.UTC(2026, 2, 1) };
	const restoreTime = takeTime(clock, random);
	try {
		return await play(seed, random, clock, sabotage);
	} finally {
		restoreTime();
	}
}

/** Waits take no time but the history's own. */
function takeTime(clock: { nowMs: number }, random: () => number): () => void {
	const real = { now: Date.now, random: Math.random, setTimeout: globalThis.setTimeout };
	const realTimeout = Object.getOwnPropertyDescriptor(AbortSignal, 'timeout')!;
	Date.now = () => clock.nowMs;
	Math.random = random;
	globalThis.setTimeout = ((goOn: () => void, ms = 0) => {
		clock.nowMs += ms;
		queueMicrotask(goOn);
	}) as typeof setTimeout;
	AbortSignal.timeout = () => new AbortController().signal;
	return () => {
		Date.now = real.now;
		Math.random = real.random;
		globalThis.setTimeout = real.setTimeout;
		Object.defineProperty(AbortSignal, 'timeout', realTimeout);
	};
}

async function play(
	seed: number,
	random: () => number,
	clock: { nowMs: number },
	sabotage: Sabotage,
): Promise<Verdict> {
	const pick = <T,>(choices: readonly T[]): T => choices[Math.floor(random() * choices.length)]!;
	const chance = (probability: number) => random() < probability;
	const engine = pick(engines);
	const delivery = pick(['untilSuccess', 'untilSuccess', 'untilFetched', 'once'] as const);
	// Without an overlap, and with the newest order leaving while the list is read, only a count that is right shows that
	// the others have moved up, one of them unread. A reading over several polls may miss it there: docs/limits.md.
	const hasOverlap = chance(0.75);
	const sort = hasOverlap
		? pick(['newest', 'oldest', 'cart', 'id', 'shuffled'] as const)
		: 'newest';
	const filtersIgnored = hasOverlap && chance(0.2);
	const marksShown = chance(0.7) || filtersIgnored;
	const countSays = hasOverlap
		? pick(['right', 'right', 'wrong', 'missing', 'huge'] as const)
		: 'right';
	const pageMs = hasOverlap ? pick([100, 400, 2000, 6000]) : 100;
	const askedPageSize = hasOverlap ? pick([1, 2, 5, 10, 50, 200]) : 2;
	// A server may send pages of its own size.
	const pageSize = hasOverlap && chance(0.2) ? pick([3, 10]) : askedPageSize;
	const clockMs = pick([0, 0, 0, hour, -hour, day, -day]);
	const pauseMs = pick([minute, minute, 5 * minute, 2 * hour, day, 2 * day]);
	const retryAfter = pick(['seconds', 'none'] as const);
	const canDeliver = chance(0.4);
	const faultsPerRequest = hasOverlap ? pick([0, 0.02, 0.1]) : 0;
	const hasUnreadable = chance(0.2);
	const statuses = !hasOverlap || chance(0.5) ? ['ORDERED'] : ['ORDERED', 'DELIVERED'];
	const startFrom = hasOverlap ? pick(['date', 'date', 'now', 'unfetched'] as const) : 'date';
	const onlyUnfetched = delivery === 'untilFetched' || startFrom === 'unfetched';
	const maxAttempts = pick([1, 2, 5]);
	const hangs = chance(0.15) ? pick([0.1, 0.5]) : 0;
	// With Never and without durable cursors, the scheduler may bring the last orders again: docs/limits.md.
	const mayHaveSibling = !(delivery === 'once' && engine.name === 'scheduler');
	const hasSibling = mayHaveSibling && chance(engine.name === 'in memory' ? 0.6 : 0.15);
	const parameters: Record<string, unknown> = {
		startFrom,
		startDate: '2026-01-01T00:00:00Z',
		statuses,
		delivery,
		maxAttempts,
		retryAfterMinutes: 5,
		redeliverAfterMinutes: 60,
		limit: pick([1, 3, 10, 100]),
		separateRuns: chance(0.6),
		'options.overlapHours': hasOverlap ? 48 : 0,
		'options.pageSize': askedPageSize,
		'options.maxRunsAtOnce': chance(0.3) ? 3 : 20,
	};
	sabotage.parameters?.(parameters);
	const workflow = `workflow ${(histories += 1)}`;
	let account = `client ${histories}`;
	const orders: ModelOrder[] = [];
	const verdict: Verdict = [];
	let isPublished = false;
	let isHealed = false;
	let emptyUntilMs = 0;
	let fault = { kind: '', sinceMs: 0, untilMs: 0 };
	/** Until when n8n starts no run, since when it was asked in vain, when once more, and when last. */
	const noRefusal = {
		refusedSinceMs: Number.POSITIVE_INFINITY,
		refusedAgainAtMs: Number.POSITIVE_INFINITY,
	};
	let quota = { untilMs: 0, refusedAtMs: 0, ...noRefusal };
	/** When somebody was last told, by an error. */
	let toldAtMs = 0;

	const place = (count: number, late: boolean, agoMs = 0) => {
		for (let index = 0; index < count; index += 1) {
			const orderedOnMs =
				clock.nowMs + clockMs - agoMs - (hasOverlap ? Math.floor(random() * minute) : index);
			orders.push({
				id: `o${orders.length + 1}-${Math.floor(random() * 1e9)}`,
				cart: random(),
				orderedOnMs,
				visibleFromMs:
					late && hasOverlap && chance(0.3) ? orderedOnMs + random() * 47 * hour : orderedOnMs,
				hidden: null,
				deliveredAtMs: Number.POSITIVE_INFINITY,
				isReadable: !(hasUnreadable && chance(0.1)),
				hasId: !(hasUnreadable && chance(0.5)),
				wasThere: !isPublished,
				fetched: false,
				started: 0,
				good: 0,
				failed: 0,
				isGivenUp: false,
				isShown: false,
				wasShown: false,
				isLostByRestart: false,
				isDamaged: false,
			});
		}
	};

	const deliverSome = (share: number, withinMs: number) => {
		for (const order of orders)
			if (order.deliveredAtMs > clock.nowMs && chance(share))
				order.deliveredAtMs = Math.min(order.deliveredAtMs, clock.nowMs + random() * withinMs);
	};

	// The list of Apicbase.
	const statusOf = ({ deliveredAtMs }: ModelOrder) =>
		deliveredAtMs <= clock.nowMs ? 'DELIVERED' : 'ORDERED';
	const wire = (order: ModelOrder) => ({
		...((order.isReadable || order.hasId) && { id: order.id }),
		order_number: `PO-${order.id}`,
		status: statusOf(order),
		ordered_on: new Date(order.orderedOnMs).toISOString(),
		...(marksShown && { fetched_by_supplier: order.fetched }),
		packages: order.isReadable ? [{ quantity_ordered: 1 }] : 'none',
	});
	const isListed = ({ visibleFromMs, hidden }: ModelOrder) =>
		visibleFromMs <= clock.nowMs + clockMs &&
		clock.nowMs >= emptyUntilMs &&
		!(hidden !== null && hidden.fromMs <= clock.nowMs && clock.nowMs < hidden.toMs);
	const inListOrder: Record<typeof sort, (one: ModelOrder, other: ModelOrder) => number> = {
		newest: (one, other) => other.orderedOnMs - one.orderedOnMs,
		oldest: (one, other) => one.orderedOnMs - other.orderedOnMs,
		cart: (one, other) => one.cart - other.cart,
		id: (one, other) => (one.id < other.id ? -1 : 1),
		shuffled: (one, other) => one.cart - other.cart,
	};
	const answerPage = (url: string, asker: Member) => {
		const asked = new URL(url).searchParams;
		const page = Number(asked.get('page') ?? 1);
		const afterMs = Date.parse(asked.get('ordered_on__gt') ?? '1970-01-01');
		const isUnfetched = asked.get('fetched_by_supplier') === 'false';
		if (sort === 'shuffled' && page === 1) for (const order of orders) order.cart = random();
		const listed = orders
			.filter((order) => {
				if (!isListed(order)) return false;
				if (filtersIgnored) return true;
				if (isUnfetched && order.fetched) return false;
				return statusOf(order) === asked.get('status') && order.orderedOnMs > afterMs;
			})
			.sort(inListOrder[sort]);
		const onPage = listed.slice((page - 1) * pageSize, page * pageSize);
		const [first] = onPage;
		if (!hasOverlap && !isHealed && page === 1 && first !== undefined && chance(0.8))
			first.deliveredAtMs = Math.min(first.deliveredAtMs, clock.nowMs + 1);
		for (const order of asker === 'main' ? onPage : []) {
			const isOpen = isWanted(parseListedOrder(wire(order)), { statuses, onlyUnfetched });
			// Among all orders, a list without marks leaves open whether one is marked.
			const isKnownUnmarked = marksShown || isUnfetched;
			if (isOpen && !(onlyUnfetched && (order.fetched || !isKnownUnmarked))) {
				if (!order.isShown) unstoredShown.add(order);
				order.isShown = order.wasShown = true;
			}
		}
		const counts = {
			right: listed.length,
			wrong: listed.length + 7,
			missing: null,
			huge: 1e9,
		};
		const answered: AnsweredPage = {
			page,
			results: onPage.map(wire),
			count: counts[countSays],
			hasNext: page * pageSize < listed.length,
		};
		return sabotage.page?.(answered) ?? answered;
	};
	const reply = (statusCode: number, body: string, headers: Record<string, string> = {}) => ({
		statusCode,
		headers: {
			date: new Date(clock.nowMs + clockMs).toUTCString(),
			...headers,
		},
		body,
	});
	const answerRequest = (asker: Member, { url, timeout }: { url: string; timeout: number }) => {
		const isOver = clock.nowMs >= fault.untilMs;
		if (isPublished && !isHealed && isOver && chance(faultsPerRequest)) {
			const kind = pick(['503', '403', '429', 'hang']);
			const lastsMs = pick([1, 5_000, 40_000, 10 * minute, hour]);
			fault = { kind, sinceMs: clock.nowMs, untilMs: clock.nowMs + lastsMs };
			// What the pages before have shown may have left the list when the next poll comes.
			if (canDeliver) deliverSome(0.2, minute);
		}
		const isFaulty = !isHealed && clock.nowMs < fault.untilMs;
		if (isFaulty && fault.kind === 'hang') {
			clock.nowMs += timeout + pick([5, 5, 3_000]);
			throw Object.assign(new Error('timeout'), { code: 'ECONNABORTED' });
		}
		clock.nowMs += pageMs;
		endRuns();
		if (isFaulty) {
			const waitS = Math.ceil((fault.untilMs - clock.nowMs) / 1000);
			const isTold = fault.kind === '429' && retryAfter === 'seconds';
			return reply(Number(fault.kind), '{}', isTold ? { 'retry-after': String(waitS) } : {});
		}
		const { page, results, count, hasNext } = answerPage(url, asker);
		const next = hasNext ? `${origin}/?page=${page + 1}` : null;
		return reply(200, JSON.stringify({ ...(count !== null && { count }), next, results }));
	};

	// n8n: what it has stored, and the process.
	let stored: WorkflowData = { main: {}, sibling: {}, global: {} };
	const clone = <T,>(data: T) => JSON.parse(JSON.stringify(data)) as T;
	let process = 1;
	let running = new Set<Run>();
	let siblingRuns: Array<Run['done']> = [];
	/** When the trigger began anew, as if it were published for the first time; `null` before that poll. */
	let beganAnewMs: number | null = 0;
	/** Without durable cursors n8n stores nothing of a new account before a run starts. */
	let isAccountStored = true;
	/** Orders whose run's end, and that a page has shown, but not stored by n8n yet. */
	let unstoredEnds = new Map<ModelOrder, number>();
	let unstoredShown = new Set<ModelOrder>();
	let pollBeganMs = 0;
	/** The contexts of the in-memory engine's registrations, each with a workflow of its own. */
	const registered: Partial<Record<Member, { context: IPollFunctions; data: WorkflowData }>> = {};
	const siblingParameters = { ...parameters, delivery: 'untilSuccess', startFrom: 'date' };

	const aContext = (
		member: Member,
		mode: string,
		data: WorkflowData,
		budgetMs: number,
	): IPollFunctions => {
		const read: Record<string, unknown> = member === 'main' ? parameters : siblingParameters;
		const context = {
			getMode: () => 'trigger',
			getActivationMode: () => mode,
			getNode: () => ({ id: member, name: `New Order ${member}`, credentials: {} }),
			getWorkflow: () => ({ id: `${workflow} ${process}` }),
			getTimezone: () => 'UTC',
			getNodeParameter: (name: string, otherwise: unknown) => read[name] ?? otherwise,
			getCredentials: () =>
				Promise.resolve({
					baseUrl: origin,
					clientId: account,
					oauthTokenData: { access_token: 'token' },
				}),
			getWorkflowStaticData: (type: string) => {
				if (type === 'node') return data[member];
				return sabotage.sharesNothing === true ? {} : data.global;
			},
			getPollBudgetMs: () => budgetMs,
			logger: { warn: () => undefined },
			helpers: {
				httpRequestWithAuthentication: (_type: string, request: never) =>
					new Promise((resolve) => resolve(answerRequest(member, request))),
			},
			__emit: (outputs: INodeExecutionData[][], _response: unknown, done: Run['done']) => {
				if (clock.nowMs > pollBeganMs + budgetMs)
					verdict.push('a run was started after n8n had given the poll up');
				save(member, data);
				if (member === 'main') startRun(outputs, done);
				else siblingRuns.push(done);
			},
			__commitCursor: () => {
				if (engine.name === 'cursors' && sabotage.storesNothing !== true) save(member, data);
				return Promise.resolve();
			},
		};
		return context as unknown as IPollFunctions;
	};
	/** Cursors are stored one by one; without them n8n stores a workflow's data in one piece. */
	const save = (member: Member, data: WorkflowData) => {
		stored = clone(
			engine.name === 'cursors' ? { ...stored, [member]: data[member], global: data.global } : data,
		);
		if (member === 'main') noteStored();
	};
	const noteStored = () => {
		isAccountStored = true;
		unstoredShown.clear();
		for (const [order, endedAtMs] of unstoredEnds)
			if (endedAtMs <= pollBeganMs) unstoredEnds.delete(order);
	};
	/** Somebody repairs n8n's database, or puts an older copy back, or changes the connection. */
	const loseMemory = (how: 'all' | 'part' | 'account') => {
		const names = Object.keys(stored.main);
		if (how !== 'part') beganAnewMs = null;
		if (how === 'account') {
			account += ' again';
			isAccountStored = false;
			// Runs of the account of before are nobody's.
			running = new Set();
			Object.assign(quota, noRefusal);
		}
		if (how === 'all') stored = { main: {}, sibling: {}, global: {} };
		if (how === 'part' && names.length > 0) {
			const damaged = pick(['gone', 'x', -1, {}] as const);
			stored.global = {};
			stored.main[pick(names)] = damaged === 'gone' ? undefined : damaged;
		}
		forgetOrders();
	};
	/** Nobody remembers them any more. */
	const forgetOrders = () => {
		for (const order of orders) {
			order.isDamaged = true;
			order.isShown = false;
			// What lies further back than what was lost reaches, and what is old to a trigger that begins now.
			const isBehind = order.orderedOnMs < clock.nowMs + clockMs - 3 * day;
			if (isBehind || order.deliveredAtMs < clock.nowMs || startFrom === 'now')
				order.isLostByRestart = true;
		}
	};

	const startRun = (outputs: INodeExecutionData[][], done: Run['done']) => {
		const [ordered = [], givenUp = []] = outputs;
		const isGivenUp = ordered.length === 0;
		const inRun = [...ordered, ...givenUp].map(({ json }) =>
			orders.find(({ id }) => id === json.id || `PO-${id}` === json.order_number)!,
		);
		const dice = isHealed || isGivenUp ? 1 : random();
		const ends = dice < 0.1 ? 'not_started' : dice < 0.3 ? 'failure' : 'success';
		const isRefused = !isHealed && clock.nowMs < quota.untilMs;
		if (isRefused) {
			if (clock.nowMs > quota.refusedSinceMs + 1000)
				quota.refusedAgainAtMs = Math.min(quota.refusedAgainAtMs, clock.nowMs);
			quota.refusedSinceMs = Math.min(quota.refusedSinceMs, clock.nowMs);
			quota.refusedAtMs = clock.nowMs;
		}
		const fate = isRefused ? 'not_started' : !isHealed && chance(hangs) ? 'hang' : ends;
		const isShort = isHealed || isGivenUp || isRefused;
		const takesMs = isShort ? 1000 : pick([1000, 30_000, 10 * minute]);
		const run = {
			orders: inRun,
			isGivenUp,
			beganAtMs: clock.nowMs,
			endsAtMs: fate === 'hang' ? Number.POSITIVE_INFINITY : clock.nowMs + takesMs,
			fate,
			done,
		} as const;
		for (const order of inRun) judgeStart(order, isGivenUp, fate);
		running.add(run);
	};
	/** Whether a run has been under way for so long that the trigger waits for it no longer. */
	const isDoubted = (run: Run) =>
		clock.nowMs >= run.beganAtMs + (delivery === 'untilFetched' ? hour : 6 * hour);
	const judgeStart = (order: ModelOrder, isGivenUp: boolean, fate: Fate) => {
		const { id } = order;
		if (isGivenUp) {
			if (order.failed < maxAttempts)
				verdict.push(`${id} was given up after ${order.failed} of ${maxAttempts} failed runs`);
			order.isGivenUp = true;
			return;
		}
		if ([...running].some((run) => run.orders.includes(order) && !isDoubted(run)))
			verdict.push(`${id} was started while its run was under way`);
		if (onlyUnfetched && order.fetched && marksShown) verdict.push(`${id} came although marked`);
		if (startFrom === 'now' && order.wasThere && !order.isDamaged)
			verdict.push(`${id} was there before and came`);
		const isDone = delivery === 'once' ? order.started > 0 : order.good > 0;
		const mayComeAgain = order.isLostByRestart || order.isDamaged;
		if (isDone && delivery !== 'untilFetched' && !mayComeAgain)
			verdict.push(`${id} came again although it was done`);
		if (!order.wasShown && !mayComeAgain)
			verdict.push(`${id} came although it was never to be handed on`);
		if (fate === 'not_started') return;
		order.started += 1;
		// What a restart cuts off counts as it was to end.
		if (fate === 'failure') order.failed += 1;
		else if (fate === 'success') {
			order.good += 1;
			if (delivery === 'untilFetched') order.fetched = true;
		}
	};
	const endRuns = () => {
		for (const done of siblingRuns.splice(0)) done.resolve({ status: 'success' } as IRun);
		for (const run of running) {
			if (run.endsAtMs > clock.nowMs) continue;
			running.delete(run);
			for (const order of run.orders) unstoredEnds.set(order, clock.nowMs);
			const result = run.fate as Result;
			const told = sabotage.told === undefined ? result : sabotage.told(result);
			if (told === 'not_started') run.done.reject(new Error('The quota is used up'));
			else if (told !== null)
				run.done.resolve({ status: told === 'success' ? 'success' : 'error' } as IRun);
		}
	};

	const poll = async (context: IPollFunctions, data: WorkflowData): Promise<boolean> => {
		endRuns();
		// What waits for the ends of runs goes on first.
		for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
		pollBeganMs = clock.nowMs;
		const isMain = context.getNode().id === 'main';
		const mayBeginAnew = isMain && beganAnewMs === null;
		if (mayBeginAnew) beganAnewMs = clock.nowMs;
		if (isMain) sabotage.beforePoll?.(triggerProcessOf(context).trigger);
		try {
			await pollForOrders.call(context);
		} catch {
			if (isMain) toldAtMs = clock.nowMs;
			// One that fails at its start is told at once, and keeps nothing: it begins with a later try.
			if (mayBeginAnew && data.main.revision === undefined) beganAnewMs = null;
			return false;
		} finally {
			if (isMain && sabotage.afterPoll !== undefined) {
				const { latest } = triggerProcessOf(context).trigger;
				for (const kept of [latest, data.main, stored.main])
					if (kept?.account !== undefined) spoil(kept as IDataObject, sabotage.afterPoll);
			}
		}
		return true;
	};
	const spoil = (kept: IDataObject, change: (state: PollState) => void) => {
		const rules = { start: { from: 'now' }, overlapMs: 48 * hour } as const;
		const setting = { account: kept.account as string, rules, newName: 'name', nowMs: clock.nowMs };
		const state = readState(kept, setting);
		change(state);
		Object.assign(kept, writeState(state));
	};
	const register = async (member: Member, mode: string) => {
		for (let attempt = 0; attempt < 5; attempt += 1) {
			const data = clone(stored);
			const context = aContext(member, mode, data, 300_000);
			const isDone = await poll(context, data);
			registered[member] = { context, data };
			if (isDone && engine.name !== 'cursors') save(member, data);
			if (isDone) return;
			clock.nowMs += 1000 * 2 ** attempt;
		}
		const hasMemory = Object.keys(stored.main).length > 0;
		if (member === 'main' && hasMemory) verdict.push('n8n has switched the trigger off');
	};
	const pollMember = async (member: Member) => {
		const known = registered[member];
		if (engine.name === 'in memory' && known !== undefined) {
			await poll(known.context, known.data);
			return;
		}
		const data = clone(stored);
		const isDone = await poll(aContext(member, 'update', data, engine.budgetMs), data);
		const isInTime = clock.nowMs <= pollBeganMs + engine.budgetMs;
		if (engine.name !== 'cursors' || !isInTime) return;
		if (isDone) save(member, data);
		// One that ends in an error has asked n8n to store what it knows.
		else if (member === 'main') noteStored();
	};
	const pollOnce = async () => {
		const isFirst = chance(0.5);
		if (hasSibling && isFirst) await pollMember('sibling');
		await pollMember('main');
		const beganMs = pollBeganMs;
		if (hasSibling && !isFirst) await pollMember('sibling');
		pollBeganMs = beganMs;
	};
	const restart = async () => {
		process += 1;
		Object.assign(quota, noRefusal);
		for (const run of running)
			if (!run.isGivenUp) for (const order of run.orders) order.isLostByRestart = true;
		for (const order of unstoredEnds.keys()) order.isLostByRestart = true;
		for (const order of unstoredShown) order.isShown = false;
		running = new Set();
		siblingRuns = [];
		unstoredEnds = new Map();
		unstoredShown = new Set();
		if (chance(0.15)) loseMemory(pick(['all', 'part'] as const));
		else if (!isAccountStored) {
			beganAnewMs = null;
			forgetOrders();
		}
		if (engine.name === 'in memory') {
			await register('main', 'init');
			if (hasSibling) await register('sibling', 'init');
		}
	};

	if (startFrom !== 'date') place(pick([0, 1, 8, 30]), false, minute);
	await register('main', 'activate');
	isPublished = true;
	if (hasSibling) await register('sibling', 'activate');
	clock.nowMs += minute;
	const polls = pauseMs >= 2 * hour ? 15 : 25;
	for (let index = 0; index < polls; index += 1) {
		if (!hasOverlap) place(pick([1, 1, 1, 3]), false);
		else if (chance(0.6)) place(Math.floor(random() * (chance(0.1) ? 25 : 4)), chance(0.5));
		if (canDeliver) deliverSome(0.05, hour);
		if (hasOverlap && chance(0.05) && orders.length > 0)
			pick(orders).hidden = { fromMs: clock.nowMs, toMs: clock.nowMs + random() * 6 * hour };
		if (hasOverlap && chance(0.03)) emptyUntilMs = clock.nowMs + random() * 2 * hour;
		if (chance(0.02) && clock.nowMs >= quota.untilMs)
			quota = { untilMs: clock.nowMs + hour, refusedAtMs: 0, ...noRefusal };
		if (chance(hasSibling ? 0.1 : 0.05)) await restart();
		else if (chance(0.03)) await register('main', 'activate');
		if (chance(0.005)) loseMemory('account');
		clock.nowMs += chance(0.05) ? random() * 8 * hour : pauseMs;
		await pollOnce();
		const isFaulty = clock.nowMs < fault.untilMs && pollBeganMs > fault.sinceMs + 15 * minute;
		if (isFaulty && pauseMs <= 5 * minute && toldAtMs < fault.sinceMs)
			verdict.push(`nobody was told of a ${fault.kind} that lasts`);
		const isRefused =
			clock.nowMs < quota.untilMs &&
			quota.refusedAtMs > quota.refusedSinceMs + 10 * minute &&
			pollBeganMs > quota.refusedAgainAtMs + minute &&
			pollBeganMs > quota.refusedSinceMs + 15 * minute + pauseMs;
		if (isRefused && pauseMs <= 5 * minute && toldAtMs < quota.refusedSinceMs)
			verdict.push('nobody was told that n8n starts no runs');
		const isLimited = parameters.separateRuns === true || delivery === 'untilSuccess';
		const places = isLimited ? Number(parameters['options.maxRunsAtOnce']) : 0;
		const hungSinceMs = [...running]
			.filter((run) => run.fate === 'hang' && !isDoubted(run))
			.map(({ beganAtMs }) => beganAtMs)
			.sort((one, other) => one - other)[places - 1];
		const isWaiting = (order: ModelOrder) =>
			order.isShown && order.started === 0 && order.visibleFromMs < pollBeganMs - 15 * minute;
		const isHungUp = hungSinceMs !== undefined && pollBeganMs > hungSinceMs + 15 * minute;
		if (isHungUp && pauseMs <= 5 * minute && orders.some(isWaiting) && toldAtMs < hungSinceMs)
			verdict.push('nobody was told that every run hangs');
	}
	// Everything works again: what is owed comes within days.
	isHealed = true;
	const isLost = (order: ModelOrder) => {
		// Listed as one to hand on to the end, or left after a page had shown it.
		const isOld = order.wasThere || order.orderedOnMs <= (beganAnewMs ?? 0) + clockMs;
		if (startFrom === 'now' && isOld) return false;
		const isPending =
			order.isShown ||
			order.deliveredAtMs === Number.POSITIVE_INFINITY ||
			statuses.includes('DELIVERED');
		const count = delivery === 'once' ? order.started : order.good;
		return count === 0 && isPending && !order.isGivenUp && !order.isLostByRestart;
	};
	// A limit of one order a poll may take longer.
	for (let index = 0; index < 120 || (index < 400 && orders.some(isLost)); index += 1) {
		clock.nowMs += index < 60 ? 2 * minute : 6 * hour;
		if (index === 30) place(1, false);
		await pollOnce();
	}
	for (const order of orders.filter(isLost)) verdict.push(`${order.id} was lost`);
	if (verdict.length > 0) {
		const clocks = { clockMs, pauseMs, pageMs };
		const list = { sort, filtersIgnored, marksShown, countSays };
		verdict.unshift(
			JSON.stringify({ seed, engine: engine.name, ...parameters, ...list, ...clocks }),
		);
	}
	return verdict;
}
