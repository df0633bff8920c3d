import { readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { ARTICLES, CUSTOMERS } from '../sandbox/seed/catalogue.mts';
import { fakeErp } from '../harness/fakeErp.mts';
import { installN8n } from '../harness/n8n/installN8n.mts';
import { packTarball } from '../harness/n8n/packTarball.mts';
import { runCommand } from '../harness/n8n/runCommand.mts';
import type { N8n } from '../harness/n8n/startN8n.mts';
import { startSurroundings } from '../harness/wholeFlow.mts';
import { readCommandLine } from './readCommandLine.mts';

const say = (line: string) => process.stdout.write(`${line}\n`);
const ordersAMinute = 20;
/** What may be more in the last third than in the middle one: n8n itself varies by as much. */
const allowedPercent = 10;

/** What n8n holds at one moment. */
interface Sample {
	minute: number;
	residentMb: number;
	openFiles: number;
	/** n8n's table of runs, which it prunes. */
	runs: number;
	/** What the polling trigger remembers, and the ledger. */
	triggerBytes: number;
	ledgerBytes: number;
}

const query = `
	const { DatabaseSync } = require('node:sqlite');
	const database = new DatabaseSync(process.argv[1], { readOnly: true });
	const one = (sql) => Object.values(database.prepare(sql).get())[0] ?? 0;
	process.stdout.write(JSON.stringify({
		runs: one('SELECT count(*) FROM execution_entity'),
		triggerBytes: one('SELECT sum(length(staticData)) FROM workflow_entity'),
		ledgerBytes: one('SELECT sum(length(value)) FROM processed_data'),
	}));
`;

const minutes = readCommandLine('start', 'npm run soak -- --minutes 30', (args) => {
	const { values } = parseArgs({ args, options: { minutes: { type: 'string', default: '30' } } });
	const count = Number(values.minutes);
	if (!(count >= 3)) throw new RangeError(`--minutes is "${values.minutes}"; three is the least.`);
	return count;
});
if (minutes !== undefined) process.exitCode = (await soak(minutes)) ? 0 : 1;

/**
 * Sends orders by webhook to examples/orders-with-safety-net, whose polling trigger looks for them beside it, and
 * measures every minute what n8n holds. Returns whether memory and open files stayed flat and every order is in the ERP
 * once.
 */
async function soak(forMinutes: number): Promise<boolean> {
	const [erp, tarball] = [await fakeErp(), await packTarball()];
	const around = await startSurroundings({
		tarball: tarball.path,
		erpCredential: { type: 'httpHeaderAuth', data: erp.credential },
		env: {
			N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
			EXECUTIONS_DATA_PRUNE: 'true',
			EXECUTIONS_DATA_PRUNE_MAX_COUNT: '100',
			EXECUTIONS_DATA_PRUNE_SOFT_DELETE_INTERVAL: '1',
			EXECUTIONS_DATA_PRUNE_HARD_DELETE_INTERVAL: '1',
			EXECUTIONS_DATA_HARD_DELETE_BUFFER: '0',
		},
		say,
	});
	try {
		await around.fillReferenceData(ARTICLES, CUSTOMERS);
		const settings = { tellMail: 'it@wholesale.example', erpUrl: erp.url };
		const errorWorkflow = await around.add('when-a-run-stops', { settings });
		const subWorkflow = await around.add('take-one-order-rest', { settings });
		for (const { id } of [errorWorkflow, subWorkflow])
			await around.n8n.client.workflows.publish(id);
		await around.receiveOrders(
			await around.add('orders-with-safety-net', { subWorkflow, errorWorkflow }),
		);
		const samples: Sample[] = [];
		let accepted = 0;
		const startedMs = Date.now();
		for (let minute = 1; minute <= forMinutes; minute += 1) {
			for (let turn = 0; turn < ordersAMinute; turn += 1) {
				const { delivery } = await around.sandbox.placeOrder({
					expectedDeliveryDate: '2030-01-07T00:00:00Z',
					lines: [{ articleNumber: 'ART-001', quantity: 1 + (turn % 5) }],
				});
				if (delivery?.status === 200) accepted += 1;
				const dueMs = startedMs + (minute - 1 + (turn + 1) / ordersAMinute) * 60_000;
				await pause(Math.max(0, dueMs - Date.now()));
			}
			samples.push(await sample(around.n8n, minute));
			say(JSON.stringify(samples.at(-1)));
		}
		const [middle, last] = thirds(samples);
		const grown = (what: 'residentMb' | 'openFiles') => (last![what] / middle![what] - 1) * 100;
		await pause(5_000);
		const once = new Set(erp.orders().map(({ external_id }) => external_id)).size;
		say(
			`${accepted} orders accepted, ${once} in the ERP, ${erp.orders().length - once} of them twice; ` +
				`from the middle third to the last: memory ${grown('residentMb').toFixed(1)} %, open files ${grown('openFiles').toFixed(1)} %`,
		);
		return (
			once === accepted &&
			erp.orders().length === once &&
			grown('residentMb') <= allowedPercent &&
			grown('openFiles') <= allowedPercent
		);
	} finally {
		await Promise.all([around.close(), erp.stop()]);
		await rm(dirname(tarball.path), { recursive: true, force: true });
	}
}

/** The mean of the middle third and of the last one. */
function thirds(samples: readonly Sample[]): Array<Pick<Sample, 'residentMb' | 'openFiles'>> {
	const size = Math.floor(samples.length / 3);
	return [samples.slice(size, 2 * size), samples.slice(-size)].map((part) => {
		const mean = (what: 'residentMb' | 'openFiles') =>
			part.reduce((sum, one) => sum + one[what], 0) / part.length;
		return { residentMb: mean('residentMb'), openFiles: mean('openFiles') };
	});
}

async function sample({ pid, userFolder }: N8n, minute: number): Promise<Sample> {
	const [, kilobytes] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
	const { nodeBinary } = await installN8n();
	const database = join(userFolder, '.n8n/database.sqlite');
	const stored = JSON.parse(
		await runCommand(nodeBinary, ['--no-warnings', '-e', query, database], { cwd: userFolder }),
	) as Omit<Sample, 'minute' | 'residentMb' | 'openFiles'>;
	return {
		minute,
		residentMb: Math.round(Number(kilobytes) / 1024),
		openFiles: readdirSync(`/proc/${pid}/fd`).length,
		...stored,
	};
}
