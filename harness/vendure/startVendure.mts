import { existsSync, readFileSync } from 'node:fs';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheFolder } from '../n8n/cacheFolder.mts';
import { freePorts } from '../n8n/freePorts.mts';
import { madeOnce, type Say } from '../n8n/madeOnce.mts';
import { until } from '../n8n/processes.mts';
import { repositoryRoot } from '../n8n/repositoryRoot.mts';
import { runCommand } from '../n8n/runCommand.mts';
import { startServer } from '../services/server.mts';

const vendureVersion = '3.7.3';

const startedWithinMs = 120_000;

/** An order as Vendure keeps it. */
export interface VendureOrder {
	id: string;
	state: string;
	customFields: { externalId: string | null; fingerprint: string | null };
	lines: Array<{ quantity: number; unitPrice: number; productVariant: { sku: string } }>;
	history: { items: Array<{ data: { note?: string } }> };
}

export interface Vendure {
	url: string;
	/** The header by which its Admin API knows the administrator. */
	credential: { name: string; value: string };
	/** Asks the Admin API; throws what it answers under `errors`. */
	ask<Data>(query: string, variables?: object): Promise<Data>;
	orders(): Promise<VendureOrder[]>;
	stop(): Promise<void>;
}

/** Installs Vendure into the cache, once per machine (160 MB, about 20 seconds); it is GPL and serves tests only. */
export async function installVendure(say: Say = () => {}): Promise<string> {
	const folder = join(cacheFolder(), `vendure-${vendureVersion}`);
	await madeOnce(folder, {
		isComplete: () => existsSync(join(folder, 'node_modules/@vendure/core/package.json')),
		build: async (aside) => {
			for (const file of ['package.json', 'package-lock.json'])
				await copyFile(join(repositoryRoot(), 'harness/vendure/runtime', file), join(aside, file));
			await runCommand('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
				cwd: aside,
				env: process.env,
				say,
				title: `Installing Vendure ${vendureVersion} (once per machine, about 20 seconds)`,
			});
		},
		say,
	});
	return folder;
}

/** A Vendure on loopback with one variant for each article, its SKU the article number. */
export async function startVendure(
	articles: ReadonlyArray<{ articleNumber: string; name: string; price: string }>,
): Promise<Vendure> {
	const folder = await installVendure();
	const logs = await mkdtemp(join(tmpdir(), 'apicbase-vendure-'));
	const logFile = join(logs, 'vendure.log');
	const [port = 0] = await freePorts(1);
	const server = await startServer({
		command: process.execPath,
		args: [join(repositoryRoot(), 'harness/vendure/server.cjs'), folder, String(port), logs],
		port,
		logFile,
	});
	const isReady = () => readFileSync(logFile, 'utf8').includes('Vendure is ready') || undefined;
	if (!(await until(isReady, startedWithinMs)))
		throw new Error(`Vendure did not start:\n${readFileSync(logFile, 'utf8').slice(-2_000)}`);
	const url = `http://127.0.0.1:${port}/admin-api`;
	const credential = { name: 'Authorization', value: `Bearer ${await signIn(url)}` };
	const ask = <Data,>(query: string, variables?: object) =>
		askVendure<Data>(url, credential.value, query, variables);
	await addArticles(ask, articles);
	return {
		url,
		credential,
		ask,
		async orders() {
			const { orders } = await ask<{ orders: { items: VendureOrder[] } }>(
				'{ orders { items { id state customFields { externalId fingerprint } lines { quantity unitPrice productVariant { sku } } history { items { data } } } } }',
			);
			return orders.items;
		},
		async stop() {
			await server.stop();
			await rm(logs, { recursive: true, force: true });
		},
	};
}

async function signIn(url: string): Promise<string> {
	const reply = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({
			query: 'mutation { login(username: "admin", password: "loopback-only") { __typename } }',
		}),
	});
	return reply.headers.get('vendure-auth-token') ?? '';
}

async function askVendure<Data>(
	url: string,
	authorization: string,
	query: string,
	variables: object = {},
): Promise<Data> {
	const reply = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json', authorization },
		body: JSON.stringify({ query, variables }),
	});
	const { data, errors } = (await reply.json()) as {
		data: Data;
		errors?: Array<{ message: string }>;
	};
	if (errors !== undefined) throw new Error(errors.map(({ message }) => message).join('; '));
	return data;
}

async function addArticles(
	ask: Vendure['ask'],
	articles: Parameters<typeof startVendure>[0],
): Promise<void> {
	for (const { articleNumber, name, price } of articles) {
		const translation = { languageCode: 'en', name };
		const { createProduct } = await ask<{ createProduct: { id: string } }>(
			'mutation ($input: CreateProductInput!) { createProduct(input: $input) { id } }',
			{ input: { translations: [{ ...translation, slug: articleNumber, description: '' }] } },
		);
		await ask(
			'mutation ($input: [CreateProductVariantInput!]!) { createProductVariants(input: $input) { id } }',
			{
				input: [
					{
						productId: createProduct.id,
						sku: articleNumber,
						price: Math.round(Number(price) * 100),
						trackInventory: 'FALSE',
						translations: [translation],
					},
				],
			},
		);
	}
}
