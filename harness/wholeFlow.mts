import type { INode } from 'n8n-workflow';
import type { Article, Customer } from '../sandbox/seed/catalogue.mts';
import { startSandbox, type Sandbox } from '../sandbox/startSandbox.mts';
import { anOAuth2Credential } from './credentialsHelper.mts';
import { startMailServer, type MailServer } from './mailServer.mts';
import type { Credential } from './n8n/credentialApi.mts';
import type { Row } from './n8n/dataTableApi.mts';
import { importExample, type ExampleChoices } from './n8n/importExample.mts';
import type { Say } from './n8n/madeOnce.mts';
import { scaled } from './n8n/processes.mts';
import { startN8n, type N8n } from './n8n/startN8n.mts';
import type { StoredWorkflow } from './n8n/workflowApi.mts';
import { waitForWebhook, webhookUrl } from './n8n/workflowParts.mts';

/** How the ERP numbers its own records. */
export interface ErpIds {
	article(article: Article): string;
	customer(customer: Customer): string;
}

/** Everything around an ERP: Apicbase, n8n with its tables set up, and a mailbox. */
export interface Surroundings {
	n8n: N8n;
	sandbox: Sandbox;
	mailServer: MailServer;
	credentials: Credential[];
	/** Imports an example with its credentials chosen. */
	add(example: string, choices?: ExampleChoices): Promise<StoredWorkflow>;
	/** Changes a workflow's steps as a person would in the editor, and publishes it. */
	edit(workflow: StoredWorkflow, change: (step: INode) => void): Promise<void>;
	/** Presses "Execute workflow" and waits for a good end. */
	run(workflow: StoredWorkflow, trigger: string): Promise<void>;
	/** Publishes a workflow that starts with Apicbase's webhook, and makes the sandbox send orders there. */
	receiveOrders(workflow: StoredWorkflow): Promise<void>;
	/** Writes what examples/reference-data-… would read from an ERP. */
	fillReferenceData(
		articles: readonly Article[],
		customers: readonly Customer[],
		erpIds?: ErpIds,
	): Promise<void>;
	/** Waits until n8n, started anew, receives orders again. */
	waitForWebhook(): Promise<void>;
	/** Publishes a workflow that starts with a form, and returns the form's address. */
	openForm(workflow: StoredWorkflow): Promise<string>;
	/** What the sync log says about an order, oldest first. */
	syncLog(orderNumber: string): Promise<Row[]>;
	close(): Promise<void>;
}

interface Options {
	tarball: string;
	/** How the ERP is signed in to; its type is the one the ERP's example asks for. */
	erpCredential: { type: string; data: Record<string, unknown> };
	/** n8n's settings. */
	env?: Record<string, string>;
	say?: Say;
}

/** Starts them and imports what every flow needs first: the tables, and the workflow that is told when a run stops. */
export async function startSurroundings({
	tarball,
	erpCredential,
	env = {},
	say = () => {},
}: Options): Promise<Surroundings> {
	const [n8n, sandbox, mailServer] = await Promise.all([
		startN8n({ tarball, env, say }),
		// Longer than n8n may take on this machine, as ten seconds are on a quiet one.
		startSandbox({ switches: { delivery: { timeoutMs: scaled(10_000) } } }),
		startMailServer(),
	]);
	const { credentials: keys, workflows, executions, dataTables } = n8n.client;
	const credentials = [
		await keys.create('Apicbase account', 'apicbaseOAuth2Api', anOAuth2Credential(sandbox)),
		await keys.create('SMTP account', 'smtp', mailServer.credential),
		await keys.create('ERP account', erpCredential.type, erpCredential.data),
	];
	const surroundings: Surroundings = {
		n8n,
		sandbox,
		mailServer,
		credentials,
		add: (example, choices) => importExample(n8n, example, credentials, choices),
		async edit({ id }, change) {
			const { nodes } = await workflows.get(id);
			nodes.forEach(change);
			await workflows.update(id, { nodes });
			await workflows.publish(id);
		},
		async run({ id }, trigger) {
			const { status, error } = await executions.ended(await workflows.run(id, trigger));
			if (status !== 'success') throw new Error(`The run ended with ${status}: ${error?.message}`);
		},
		async receiveOrders(workflow) {
			await workflows.publish(workflow.id);
			const url = webhookUrl(n8n, workflow);
			await waitForWebhook(url);
			sandbox.setWebhook({ url });
		},
		async fillReferenceData(articles, customers, erpIds = ownNumbers) {
			await dataTables.insert(
				await dataTables.find('Apicbase Articles'),
				articles.map((article) => articleRow(article, erpIds.article(article))),
			);
			await dataTables.insert(
				await dataTables.find('Apicbase Customers'),
				customers.map((customer) => customerRow(customer, erpIds.customer(customer))),
			);
		},
		waitForWebhook: async () => await waitForWebhook(sandbox.state.webhook.url ?? ''),
		async openForm({ id, nodes }) {
			await workflows.publish(id);
			return `${n8n.url}/form/${nodes.find(({ type }) => type === 'n8n-nodes-base.formTrigger')?.webhookId}`;
		},
		syncLog: async (orderNumber) =>
			(await dataTables.rows(await dataTables.find('Apicbase Sync Log'))).filter(
				(row) => row.orderNumber === orderNumber,
			),
		async close() {
			await Promise.all([n8n.stop(), sandbox.close(), mailServer.close()]);
		},
	};
	await surroundings.run(await surroundings.add('set-up'), 'Run Once');
	return surroundings;
}

const ownNumbers: ErpIds = {
	article: ({ articleNumber }) => articleNumber,
	customer: ({ customerNumber }) => customerNumber,
};

const articleRow = ({ articleNumber, name, price, orderable }: Article, erpId: string): Row => ({
	articleNumber,
	name,
	price,
	orderable,
	erpId,
	erpUnit: '',
});

const customerRow = ({ customerNumber, name }: Customer, erpId: string): Row => ({
	customerNumber,
	name,
	email: `${customerNumber.toLowerCase()}@customers.example`,
	erpId,
	erpAddress: '',
});
