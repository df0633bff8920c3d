import { startSandbox, type Sandbox } from '../../sandbox/startSandbox.mts';
import { anOAuth2Credential } from '../../harness/credentialsHelper.mts';
import { startMailServer, type MailServer } from '../../harness/mailServer.mts';
import type { Credential } from '../../harness/n8n/credentialApi.mts';
import { importExample } from '../../harness/n8n/importExample.mts';
import type { RunningN8n } from '../../harness/n8n/startN8n.mts';
import { sharedN8n } from '../../harness/n8n/testN8n.mts';
import { waitForWebhook, webhookUrl } from '../../harness/n8n/workflowParts.mts';

let n8n: RunningN8n;
let sandbox: Sandbox;
let mailServer: MailServer;
let credentials: Credential[];

beforeAll(async () => {
	[n8n, sandbox, mailServer] = await Promise.all([sharedN8n(), startSandbox(), startMailServer()]);
	const keys = n8n.client.credentials;
	credentials = [
		await keys.create('Apicbase account', 'apicbaseOAuth2Api', anOAuth2Credential(sandbox)),
		await keys.create('SMTP account', 'smtp', mailServer.credential),
		await keys.create('SFTP account', 'sftp', { host: '127.0.0.1', port: 1 }),
	];
});

afterAll(async () => {
	await Promise.all([sandbox?.close(), mailServer?.close()]);
});

const today = new Date().toISOString().slice(0, 10);
const expectedDeliveryDate = `${today}T12:00:00Z`;

it('sends the pick list of a day: one row per article over all orders, as a table and as a CSV file', async () => {
	sandbox.addOrders([
		{
			expectedDeliveryDate,
			lines: [
				{ articleNumber: 'ART-001', quantity: 3 },
				{ articleNumber: '=1+1', name: '<b>Tomatoes</b>', quantity: 2 },
			],
		},
		{
			expectedDeliveryDate,
			customerNumber: 'C-43',
			lines: [{ articleNumber: 'ART-001', quantity: 2 }],
		},
		{
			expectedDeliveryDate: '2030-01-07T00:00:00Z',
			lines: [{ articleNumber: 'ART-002', quantity: 9 }],
		},
	]);
	const { id } = await importExample(n8n, 'pick-list', credentials);
	const { workflows, executions } = n8n.client;
	expect(await executions.ended(await workflows.run(id, 'Run Now'))).toMatchObject({
		status: 'success',
	});
	const mail = await mailServer.mailTo('warehouse@example.com', `Pick list for ${today}`);
	expect(mail.subject).toBe(`Pick list for ${today}: 2 articles in 2 orders`);
	expect(mail.html).toContain('<td>ART-001</td><td>Crème fraîche 30%</td>');
	expect(mail.html).toContain('&#60;b&#62;Tomatoes&#60;/b&#62;');
	const [file] = mail.attachments;
	expect(file!.name).toBe(`pick-list-${today}.csv`);
	const [header, ...rows] = file!.content.trim().split('\n');
	expect(header).toBe('article,name,quantity,orders');
	expect(rows.map((row) => row.split(',').slice(0, 3))).toEqual([
		["'=1+1", '<b>Tomatoes</b>', '2'],
		['ART-001', 'Crème fraîche 30%', '5'],
	]);
});

it('sends each order as a CSV file with one row per article', async () => {
	const flow = await importExample(n8n, 'orders-as-csv', credentials);
	await n8n.client.workflows.publish(flow.id);
	const url = webhookUrl(n8n, flow);
	await waitForWebhook(url);
	sandbox.setWebhook({ url });
	const { order } = await sandbox.placeOrder({
		expectedDeliveryDate: '2030-01-07T00:00:00Z',
		lines: [
			{ articleNumber: 'ART-001', quantity: 3 },
			{ articleNumber: 'ART-003', quantity: 2 },
		],
	});
	const mail = await mailServer.mailTo('order-desk@example.com', order.orderNumber);
	expect(mail.attachments).toEqual([
		{
			name: `apicbase-${order.id}.csv`,
			content: expect.any(String) as string,
		},
	]);
	const number = order.orderNumber;
	expect(mail.attachments[0]!.content.trim().split('\n')).toEqual([
		'externalId,orderNumber,customerNumber,deliveryDate,line,articleNumber,articleName,quantity,unitPrice,remarks',
		`apicbase-${order.id},${number},C-42,2030-01-07,1,ART-001,Crème fraîche 30%,3,12.500,`,
		`apicbase-${order.id},${number},C-42,2030-01-07,2,ART-003,"Jalapeños, sliced",2,4.275,`,
	]);
});
