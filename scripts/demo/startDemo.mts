import { ARTICLES, CUSTOMERS } from '../../sandbox/seed/catalogue.mts';
import { serveMailbox } from '../../harness/mailboxPage.mts';
import { packTarball } from '../../harness/n8n/packTarball.mts';
import { until } from '../../harness/n8n/processes.mts';
import { owner } from '../../harness/n8n/session.mts';
import { fakeErp } from '../../harness/fakeErp.mts';
import { startSurroundings } from '../../harness/wholeFlow.mts';
import type { CustomerAction } from './customerActions.mts';
import type { DemoRow } from './printTable.mts';

export interface Demo {
	customerUrl: string;
	n8nUrl: string;
	erpUrl: string;
	mailboxUrl: string;
	syncLogUrl: string;
	lookUpUrl: string;
	login: { email: string; password: string };
	/** What goes into credentials made by hand: for Apicbase, the mail server and the ERP. */
	credentials: Array<[name: string, value: string]>;
	/** Lets the customer act, and reads what they saw and what became of it. */
	play(action: CustomerAction): Promise<DemoRow>;
	stop(): Promise<void>;
}

const mailWithinMs = 30_000;

/** Starts an Apicbase sandbox, a real n8n with the package, a small ERP and a mailbox, and connects them with the example workflows. */
export async function startDemo(say: (line: string) => void): Promise<Demo> {
	say('Packing the package');
	const tarball = await packTarball();
	const erp = await fakeErp();
	const around = await startSurroundings({
		tarball: tarball.path,
		erpCredential: { type: 'httpHeaderAuth', data: erp.credential },
		// n8n builds an isolate for expressions only when a run needs one: several times the orders (docs/performance.md).
		env: { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' },
		say,
	});
	const { n8n, sandbox, mailServer } = around;
	const mailbox = await serveMailbox(mailServer);
	say(
		'Importing the examples: orders-by-webhook, take-one-order-rest, look-up-an-order, when-a-run-stops',
	);
	await around.fillReferenceData(ARTICLES, CUSTOMERS);
	const errorWorkflow = await around.add('when-a-run-stops');
	const subWorkflow = await around.add('take-one-order-rest', { settings: { erpUrl: erp.url } });
	for (const { id } of [errorWorkflow, subWorkflow]) await n8n.client.workflows.publish(id);
	const workflow = await around.add('orders-by-webhook', { subWorkflow, errorWorkflow });
	await around.receiveOrders(workflow);
	const lookUpUrl = await around.openForm(await around.add('look-up-an-order'));
	const syncLog = await n8n.client.dataTables.find('Apicbase Sync Log');

	const { executions } = n8n.client;
	const countRuns = async () => (await executions.list(workflow.id)).length;
	return {
		customerUrl: sandbox.url,
		n8nUrl: n8n.url,
		erpUrl: erp.pageUrl,
		mailboxUrl: mailbox.url,
		syncLogUrl: `${n8n.url}/projects/${syncLog.projectId}/datatables/${syncLog.id}`,
		lookUpUrl,
		login: owner,
		credentials: [
			['Apicbase client ID', sandbox.clientId],
			['Apicbase client secret', sandbox.clientSecret],
			['Apicbase base URL', sandbox.url],
			['Apicbase access token URL', `${sandbox.url}/oauth/token/`],
			['SMTP host and port', `127.0.0.1, ${mailServer.port}; no user, SSL/TLS and STARTTLS off`],
			['ERP address', erp.url],
			['ERP header', `${erp.credential.name}: ${erp.credential.value}`],
		],
		async play({ title, act, isQuiet }) {
			const [runsBefore, mailsBefore] = [await countRuns(), mailServer.mails().length];
			const { order, delivery } = await act({ sandbox, erp });
			const runs = (await countRuns()) - runsBefore;
			await executions.waitFor(workflow.id, runsBefore + runs);
			// Every other run ends with a mail to somebody.
			const mail =
				runs === 0 || isQuiet
					? undefined
					: await until(() => mailServer.mails()[mailsBefore], mailWithinMs);
			const inBook = erp.orders().find(({ external_id }) => external_id === `apicbase-${order.id}`);
			return {
				title,
				orderNumber: order.orderNumber,
				delivery,
				runs,
				inBook: inBook && structuredClone(inBook),
				mail,
			};
		},
		async stop() {
			await Promise.all([around.close(), erp.stop(), mailbox.close()]);
		},
	};
}
