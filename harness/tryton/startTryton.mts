import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from '../n8n/freePorts.mts';
import type { Say } from '../n8n/madeOnce.mts';
import { installTryton } from './installTryton.mts';
import { loginName, password, TrytonClient, type Decimal } from './trytonClient.mts';
import { fillTrytonFolder } from './trytonTemplate.mts';
import { database, launchTryton } from './trytonProcess.mts';

/** A sale as it stands in Tryton. */
export interface Sale {
	id: number;
	/** Where a workflow writes the order's external id. */
	reference: string;
	customerNumber: string;
	lines: Array<{ articleNumber: string; quantity: number; unitPrice: string }>;
}

/** A running Tryton with the sandbox's customers and articles in it. */
export interface Tryton {
	/** With the database's name and a slash at the end, as JSON-RPC wants it. */
	readonly url: string;
	readonly login: { user: string; password: string };
	sales(): Promise<Sale[]>;
	/** What a person does in it. */
	readonly client: TrytonClient;
	/** Takes the server down; what is stored stays. */
	stop(): Promise<void>;
	/** Starts it again at the same address. */
	restart(): Promise<void>;
	/** Stops it and deletes its folder. */
	close(): Promise<void>;
}

/** The id of the seed's company. */
const onlyCompany = 1;

/** Installs Tryton when needed and starts it on loopback, on a copy of the prepared database. */
export async function startTryton({ say = () => {} }: { say?: Say } = {}): Promise<Tryton> {
	await installTryton(say);
	const folder = await mkdtemp(join(tmpdir(), 'apicbase-tryton-'));
	await fillTrytonFolder(folder, say);
	const [port = 0] = await freePorts(1);
	let server = await launchTryton(folder, port);
	const url = `http://127.0.0.1:${port}/${database}/`;
	const client = new TrytonClient(url, { company: onlyCompany });
	return {
		url,
		login: { user: loginName, password },
		client,
		sales: () => readSales(client),
		stop: () => server.stop(),
		async restart() {
			server = await launchTryton(folder, port);
		},
		async close() {
			await server.stop();
			await rm(folder, { recursive: true, force: true });
		},
	};
}

interface StoredLine {
	id: number;
	quantity: number;
	unit_price: Decimal;
	'product.': { code: string };
}

/** In two requests: Tryton checks the password, slowly, with each. */
async function readSales(tryton: TrytonClient): Promise<Sale[]> {
	const sales = await tryton.find<{
		id: number;
		reference: string;
		lines: number[];
		'party.': { code: string };
	}>('sale.sale', [], ['reference', 'party.code', 'lines']);
	const lines = await tryton.call<StoredLine[]>(
		'sale.line',
		'read',
		sales.flatMap((sale) => sale.lines),
		['quantity', 'unit_price', 'product.code'],
	);
	const lineById = new Map(lines.map((line) => [line.id, line]));
	return sales.map(({ id, reference, lines: lineIds, 'party.': party }) => ({
		id,
		reference,
		customerNumber: party.code,
		lines: lineIds
			.map((lineId) => lineById.get(lineId)!)
			.map((line) => ({
				articleNumber: line['product.'].code,
				quantity: line.quantity,
				unitPrice: line.unit_price.decimal,
			})),
	}));
}
