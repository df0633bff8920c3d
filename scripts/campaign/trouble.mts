import { setTimeout as pause } from 'node:timers/promises';
import type { Sandbox } from '../../sandbox/startSandbox.mts';
import type { FaultInput } from '../../sandbox/state/faultList.mts';
import type { randomNumbers } from '../../harness/randomNumbers.mts';
import type { History } from './history.mts';
import type { CampaignErp, ErpMood } from './campaignErp.mts';
import type { Blow, CampaignN8n } from './campaignN8n.mts';

interface Victims {
	n8n: CampaignN8n;
	sandbox: Sandbox;
	erp: CampaignErp;
	history: History;
	random: ReturnType<typeof randomNumbers>;
	say: (line: string) => void;
}

const apicbaseFaults: readonly FaultInput[] = [
	{ kind: 'serverError', status: 500, times: 2 },
	{ kind: 'serverError', status: 503, times: 3 },
	{ kind: 'throttled', retryAfter: 1 },
	{ kind: 'cutOff' },
	{ kind: 'html' },
	{ kind: 'slow', delayMs: 2_000 },
	{ kind: 'disconnect', times: 2 },
	{ kind: 'expiredToken' },
	{ kind: 'malformedItem' },
	{ kind: 'serverError', path: '/oauth/token/', times: 2 },
];
const erpMoods: readonly ErpMood[] = ['down', 'slow', 'loses answers'];

/** Makes one thing after another go wrong until it is told to stop; counts what it did. */
export class Trouble {
	readonly done: Record<string, number> = {};

	withoutN8nMs = 0;

	blowsOver = 0;

	/** What is still to come before it all comes again. */
	private blows: Blow[] = [];

	private stopping = false;

	private working: Promise<void> | undefined;

	constructor(private readonly victims: Victims) {}

	start(): void {
		this.working = this.work();
	}

	/** Ends after what it is doing; everything is well again then. */
	async stop(): Promise<void> {
		this.stopping = true;
		await this.working;
		const { sandbox, erp } = this.victims;
		sandbox.faults.clear();
		sandbox.setSwitches({ outage: false });
		erp.feel('well');
	}

	/** Takes n8n down, or a part of it, at whatever it is doing, by `chosen` or by all blows in turn. */
	async strike(chosen?: Blow): Promise<void> {
		const { random, history, say } = this.victims;
		await pause(random.below(1_000));
		const blow = chosen ?? this.nextBlow();
		this.count(blow.name);
		history.note(null, blow.name);
		const sinceMs = Date.now();
		await blow.strike();
		const tookMs = Date.now() - sinceMs;
		this.withoutN8nMs += tookMs;
		this.blowsOver += 1;
		say(`${blow.name}, and back after ${(tookMs / 1000).toFixed(1)} s`);
		history.note(null, `${blow.name}: it is back`);
	}

	/** By chance, but each before one comes again. */
	private nextBlow(): Blow {
		const { n8n, random } = this.victims;
		if (this.blows.length === 0) this.blows = [...n8n.blows];
		return this.blows.splice(random.below(this.blows.length), 1)[0]!;
	}

	private async work(): Promise<void> {
		const { random } = this.victims;
		while (!this.stopping) {
			await pause(200 + random.below(1_200));
			if (!this.stopping) await this.makeOne();
		}
	}

	private async makeOne(): Promise<void> {
		const { sandbox, erp, random } = this.victims;
		const luck = random.next();
		// Faults that nobody has met yet would add up to an outage that never ends.
		if (luck < 0.5 && sandbox.faults.list().length > 0) return;
		if (luck < 0.5) {
			const fault = apicbaseFaults[random.below(apicbaseFaults.length)]!;
			this.countFault(`Apicbase: ${fault.kind}${fault.path ? ' (token)' : ''}`);
			sandbox.faults.add(fault);
		} else if (luck < 0.6) {
			this.countFault('Apicbase: tokens expired');
			sandbox.expireTokens();
		} else if (luck < 0.65) {
			await this.forAWhile(
				'Apicbase: down',
				() => sandbox.setSwitches({ outage: true }),
				() => sandbox.setSwitches({ outage: false }),
			);
		} else {
			const mood = erpMoods[random.below(erpMoods.length)]!;
			await this.forAWhile(
				`ERP: ${mood}`,
				() => erp.feel(mood),
				() => erp.feel('well'),
			);
		}
	}

	private async forAWhile(what: string, begin: () => void, end: () => void): Promise<void> {
		this.countFault(what);
		begin();
		await pause(500 + this.victims.random.below(2_000));
		end();
	}

	private countFault(what: string): void {
		this.count(what);
		this.victims.history.noteSmall(what);
	}

	private count(what: string): void {
		this.done[what] = (this.done[what] ?? 0) + 1;
	}
}
