import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import type { PollState } from '../../../../core/polling/state.ts';
import { readState, writeState } from '../../../../core/polling/storedState.ts';
import { pollForOrders } from '../../../../nodes/Apicbase/newOrderTrigger/pollForOrders.ts';
import { triggerProcessOf } from '../../../../nodes/Apicbase/newOrderTrigger/triggerProcess.ts';
import { day, hour } from '../aPoller.mts';
import { origin, type ApicbaseList, type Member, type ModelOrder } from './apicbaseList.mts';
import type { Judge } from './judge.mts';
import type { Done, Run, Runs } from './runs.mts';
import type { World } from './world.mts';

/** What n8n keeps of a workflow: what its triggers remember, each for itself and together. */
type WorkflowData = Record<Member | 'global', IDataObject>;

const clone = <T,>(data: T) => JSON.parse(JSON.stringify(data)) as T;

let workflows = 0;

/** n8n as one of its engines polls the shipped trigger and stores what it remembers. */
export class N8nModel {
	/** When the trigger began anew, as if it were published for the first time; `null` before that poll. */
	beganAnewMs: number | null = 0;
	pollBeganMs = 0;
	/** When the process that lives was started. */
	startedAtMs = 0;

	private stored: WorkflowData = { main: {}, sibling: {}, global: {} };
	private process = 1;
	private readonly workflow = `workflow ${(workflows += 1)}`;
	private account = `client ${workflows}`;
	/** Without durable cursors n8n stores nothing of a new account, or after a loss, before a run starts. */
	private isAccountStored = true;
	/** Orders whose run's end, and that a page has shown, but not stored by n8n yet. */
	private unstoredEnds = new Map<ModelOrder, number>();
	private unstoredShown = new Set<ModelOrder>();
	/** The contexts of the in-memory engine's registrations, each with a workflow of its own. */
	private readonly registered: Partial<
		Record<Member, { context: IPollFunctions; data: WorkflowData }>
	> = {};

	constructor(
		private readonly world: World,
		private readonly list: ApicbaseList,
		private readonly runs: Runs,
		private readonly judge: Judge,
	) {}

	noteShown(order: ModelOrder): void {
		if (!order.isShown) this.unstoredShown.add(order);
		// One that was away while the trigger learned what was there, also once more after a restart, looks like one that
		// becomes visible late.
		if (order.wasThere && !order.isShown && order.hidden !== null) order.isDamaged = true;
		order.isShown = order.wasShown = true;
	}

	noteEnd({ orders }: Run): void {
		for (const order of orders) this.unstoredEnds.set(order, this.world.clock.nowMs);
	}

	/** Publishes a trigger, or starts it with n8n. */
	async register(member: Member, mode: string): Promise<void> {
		const { clock, settings } = this.world;
		if (member === 'main' && this.storesNothing()) this.beganAnewMs = null;
		for (let attempt = 0; attempt < 5; attempt += 1) {
			const data = clone(this.stored);
			const context = this.aContext(member, mode, data, 300_000);
			const isDone = await this.poll(context, data);
			this.registered[member] = { context, data };
			if (isDone && settings.engine.name !== 'cursors') this.save(member, data);
			if (isDone) return;
			clock.nowMs += 1000 * 2 ** attempt;
		}
		if (member === 'main' && !this.storesNothing())
			this.judge.object('n8n has switched the trigger off');
	}

	/** Polls every trigger of the workflow once, in either order. */
	async pollOnce(): Promise<void> {
		const { dice, settings } = this.world;
		const isFirst = dice.chance(0.5);
		if (settings.hasSibling && isFirst) await this.pollMember('sibling');
		await this.pollMember('main');
		const beganMs = this.pollBeganMs;
		if (settings.hasSibling && !isFirst) await this.pollMember('sibling');
		this.pollBeganMs = beganMs;
	}

	private async pollMember(member: Member): Promise<void> {
		const { clock, settings } = this.world;
		const { name, budgetMs } = settings.engine;
		const known = this.registered[member];
		if (name === 'in memory' && known !== undefined) {
			await this.poll(known.context, known.data);
			return;
		}
		const data = clone(this.stored);
		const isDone = await this.poll(this.aContext(member, 'update', data, budgetMs), data);
		const isInTime = clock.nowMs <= this.pollBeganMs + budgetMs;
		if (name !== 'cursors' || !isInTime) return;
		if (isDone) this.save(member, data);
		// One that ends in an error has asked n8n to store what it knows.
		else if (member === 'main') this.noteStored();
	}

	private async poll(context: IPollFunctions, data: WorkflowData): Promise<boolean> {
		const { clock, sabotage } = this.world;
		this.runs.end();
		// What waits for the ends of runs goes on first.
		for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
		this.pollBeganMs = clock.nowMs;
		const isMain = context.getNode().id === 'main';
		const mayBeginAnew = isMain && this.beganAnewMs === null;
		if (mayBeginAnew) this.beganAnewMs = clock.nowMs;
		if (isMain) sabotage.beforePoll?.(triggerProcessOf(context).trigger);
		try {
			await pollForOrders.call(context);
		} catch {
			if (isMain) this.judge.noteTold();
			// One that fails at its start is told at once, and keeps nothing: it begins with a later try.
			if (mayBeginAnew && data.main.revision === undefined) this.beganAnewMs = null;
			return false;
		} finally {
			if (isMain && sabotage.afterPoll !== undefined) {
				const { latest } = triggerProcessOf(context).trigger;
				for (const kept of [latest, data.main, this.stored.main])
					if (kept?.account !== undefined) this.spoil(kept as IDataObject, sabotage.afterPoll);
			}
		}
		return true;
	}

	/** Ends the process and starts another, sometimes with a database that was damaged meanwhile. */
	async restart(): Promise<void> {
		const { dice, settings } = this.world;
		this.process += 1;
		this.startedAtMs = this.world.clock.nowMs;
		for (const run of this.runs.underWay)
			if (!run.isGivenUp) for (const order of run.orders) order.isLostByRestart = true;
		for (const order of this.unstoredEnds.keys()) order.isLostByRestart = true;
		for (const order of this.unstoredShown) order.isShown = false;
		this.runs.cutOff();
		this.unstoredEnds = new Map();
		this.unstoredShown = new Set();
		if (dice.chance(0.15)) this.loseMemory(dice.pick(['all', 'part'] as const));
		else if (!this.isAccountStored || this.storesNothing()) {
			this.beganAnewMs = null;
			this.forgetOrders();
		}
		if (settings.engine.name !== 'in memory') return;
		await this.register('main', 'init');
		if (settings.hasSibling) await this.register('sibling', 'init');
	}

	/** Somebody repairs n8n's database, or puts an older copy back, or changes the connection. */
	loseMemory(how: 'all' | 'part' | 'account'): void {
		const { pick } = this.world.dice;
		const names = Object.keys(this.stored.main);
		if (how !== 'part') this.beganAnewMs = null;
		if (how === 'account') {
			this.account += ' again';
			this.isAccountStored = false;
			// Runs of the account of before are nobody's.
			this.runs.forget();
		}
		if (how === 'all') this.stored = { main: {}, sibling: {}, global: {} };
		if (how === 'part' && names.length > 0) {
			const damaged = pick(['gone', 'x', -1, {}] as const);
			this.stored.global = {};
			this.stored.main[pick(names)] = damaged === 'gone' ? undefined : damaged;
			// The copy that is left may be from before n8n refused a run, and say that it began.
			if (this.world.settings.hasSibling)
				for (const order of this.list.orders) order.isLostByRestart ||= order.wasRefused;
		}
		this.forgetOrders();
	}

	/** Nobody remembers them any more. */
	private forgetOrders(): void {
		const { clock, settings } = this.world;
		for (const order of this.list.orders) {
			order.isDamaged = true;
			order.isShown = false;
			// What lies further back than what was lost reaches, and what is old to a trigger that begins now.
			const isBehind = order.orderedOnMs < clock.nowMs + settings.clockMs - 3 * day;
			if (isBehind || order.deliveredAtMs < clock.nowMs || settings.startFrom === 'now')
				order.isLostByRestart = true;
		}
	}

	/** Cursors are stored one by one; without them n8n stores a workflow's data in one piece. */
	private save(member: Member, data: WorkflowData): void {
		const isEach = this.world.settings.engine.name === 'cursors';
		this.stored = clone(
			isEach ? { ...this.stored, [member]: data[member], global: data.global } : data,
		);
		if (member === 'main') this.noteStored();
	}

	private storesNothing(): boolean {
		return Object.keys(this.stored.main).length === 0;
	}

	private noteStored(): void {
		this.isAccountStored = true;
		this.unstoredShown.clear();
		for (const [order, endedAtMs] of this.unstoredEnds)
			if (endedAtMs <= this.pollBeganMs) this.unstoredEnds.delete(order);
	}

	private spoil(kept: IDataObject, change: (state: PollState) => void): void {
		const state = readState(kept, {
			account: kept.account as string,
			rules: { start: { from: 'now' }, overlapMs: 48 * hour, policy: { until: 'once' } },
			newName: 'name',
			nowMs: this.world.clock.nowMs,
		});
		change(state);
		Object.assign(kept, writeState(state));
	}

	private aContext(
		member: Member,
		mode: string,
		data: WorkflowData,
		budgetMs: number,
	): IPollFunctions {
		const { clock, settings, sabotage } = this.world;
		const read: Record<string, unknown> =
			member === 'main'
				? settings.parameters
				: { ...settings.parameters, delivery: 'untilSuccess', startFrom: 'date' };
		const context = {
			getMode: () => 'trigger',
			getActivationMode: () => mode,
			getNode: () => ({ id: member, name: `New Order ${member}`, credentials: {} }),
			getWorkflow: () => ({ id: `${this.workflow} ${this.process}` }),
			getTimezone: () => 'UTC',
			getNodeParameter: (name: string, otherwise: unknown) => read[name] ?? otherwise,
			getCredentials: () =>
				Promise.resolve({
					baseUrl: origin,
					clientId: this.account,
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
					new Promise((resolve) => resolve(this.list.answer(member, request))),
			},
			__emit: (outputs: INodeExecutionData[][], _response: unknown, done: Done) => {
				if (clock.nowMs > this.pollBeganMs + budgetMs)
					this.judge.object('a run was started after n8n had given the poll up');
				this.save(member, data);
				if (member === 'main') this.runs.start(outputs, done);
				else this.runs.startOfSibling(done);
			},
			__commitCursor: () => {
				if (settings.engine.name === 'cursors' && sabotage.storesNothing !== true)
					this.save(member, data);
				return Promise.resolve();
			},
		};
		return context as unknown as IPollFunctions;
	}
}
