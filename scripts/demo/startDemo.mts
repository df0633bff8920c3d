import { startSandbox } from '../../sandbox/startSandbox.mts';
import { importExample } from '../../test/support/n8n/importExample.mts';
import { packTarball } from '../../test/support/n8n/packTarball.mts';
import { owner } from '../../test/support/n8n/session.mts';
import { startN8n } from '../../test/support/n8n/startN8n.mts';
import { waitForWebhook, webhookUrl } from '../../test/support/n8n/workflowParts.mts';
import type { CustomerAction } from './customerActions.mts';
import { orderBookColumns } from './orderBook.mts';
import type { DemoRow } from './printTable.mts';

export interface Demo {
	sandboxUrl: string;
	n8nUrl: string;
	orderBookUrl: string;
	login: { email: string; password: string };
	/** Lets the customer act, and reads what they saw and what n8n stored. */
	play(action: CustomerAction): Promise<DemoRow>;
	stop(): Promise<void>;
}

/** Starts an Apicbase sandbox and a real n8n with the package, and connects the two with the example workflow. */
export async function startDemo(say: (line: string) => void): Promise<Demo> {
	say('Packing the package');
	const tarball = await packTarball();
	const n8n = await startN8n({ tarball: tarball.path, say });
	const sandbox = await startSandbox();

	say('Importing examples/order-book.workflow.json');
	const { credentials, dataTables, workflows, executions } = n8n.client;
	const orderBook = await dataTables.create('Apicbase Orders', orderBookColumns);
	const credential = await credentials.create('Apicbase account', 'apicbaseOAuth2Api', {
		baseUrl: sandbox.url,
		accessTokenUrl: `${sandbox.url}/oauth/token/`,
		clientId: sandbox.clientId,
		clientSecret: sandbox.clientSecret,
	});
	const workflow = await importExample(n8n, 'order-book', [credential]);
	await workflows.publish(workflow.id);
	await waitForWebhook(webhookUrl(n8n, workflow));
	sandbox.setWebhook({ url: webhookUrl(n8n, workflow) });

	const countRuns = async () => (await executions.list(workflow.id)).length;
	return {
		sandboxUrl: sandbox.url,
		n8nUrl: n8n.url,
		orderBookUrl: `${n8n.url}/projects/${orderBook.projectId}/datatables/${orderBook.id}`,
		login: owner,
		async play({ title, act }) {
			const before = await countRuns();
			const { order, delivery } = await act(sandbox);
			const runs = await countRuns() - before;
			await executions.waitFor(workflow.id, before + runs);
			const rows = await dataTables.rows(orderBook);
			return { title, orderNumber: order.orderNumber, delivery, runs, inBook: rows.find(({ orderNumber }) => orderNumber === order.orderNumber) };
		},
		async stop() {
			await Promise.all([n8n.stop(), sandbox.close()]);
		},
	};
}
