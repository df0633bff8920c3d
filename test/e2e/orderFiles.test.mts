import { startSandbox, type Sandbox } from '../../sandbox/startSandbox.mts';
import { anOAuth2Credential } from '../../harness/credentialsHelper.mts';
import { blankSpellings, nothingButBlanks, sendSpelled } from '../../harness/blankNumbers.mts';
import { startMailServer, type MailServer } from '../../harness/mailServer.mts';
import { startSftpServer, type SftpServer } from '../../harness/sftpServer.mts';
import type { Credential } from '../../harness/n8n/credentialApi.mts';
import { importExample } from '../../harness/n8n/importExample.mts';
import type { RunningN8n } from '../../harness/n8n/startN8n.mts';
import { sharedN8n } from '../../harness/n8n/testN8n.mts';
import type { StoredWorkflow } from '../../harness/n8n/workflowApi.mts';
import { waitForWebhook, webhookUrl } from '../../harness/n8n/workflowParts.mts';

let n8n: RunningN8n;
let sandbox: Sandbox;
let mailServer: MailServer;
let sftp: SftpServer;
let credentials: Credential[];

beforeAll(async () => {
	[n8n, sandbox, mailServer, sftp] = await Promise.all([
		sharedN8n(),
		startSandbox(),
		startMailServer(),
		startSftpServer(),
	]);
	const keys = n8n.client.credentials;
	credentials = [
		await keys.create('Apicbase account', 'apicbaseOAuth2Api', anOAuth2Credential(sandbox)),
		await keys.create('SMTP account', 'smtp', mailServer.credential),
		await keys.create('SFTP account', 'sftp', sftp.credential),
	];
});

afterAll(async () => {
	await Promise.all([sandbox?.close(), mailServer?.close(), sftp?.close()]);
});

/** Where the examples deliver. */
const timeZone = 'Europe/Brussels';
const today = new Date().toLocaleDateString('sv', { timeZone });
const expectedDeliveryDate = `${today}T12:00:00Z`;

/** Has the pick list of a day sent, and returns its mail. */
async function sendPickList(day: string) {
	const daysAhead = (Date.parse(day) - Date.parse(today)) / 86_400_000;
	const settings = { daysAhead };
	const { id } = await importExample(n8n, 'pick-list', credentials, { settings });
	const { workflows, executions } = n8n.client;
	expect(await executions.ended(await workflows.run(id, 'Run Now'))).toMatchObject({
		status: 'success',
	});
	return await mailServer.mailTo('warehouse@wholesale.example', `Pick list for ${day}`);
}

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
		{ expectedDeliveryDate, lines: [{ articleNumber: '', name: 'Dill', quantity: 1 }] },
		{
			expectedDeliveryDate: '2030-01-07T00:00:00Z',
			lines: [{ articleNumber: 'ART-002', quantity: 9 }],
		},
	]);
	const mail = await sendPickList(today);
	expect(mail.subject).toBe(`Pick list for ${today}: 2 articles in 2 orders`);
	expect(mail.html).toContain('<td>ART-001</td><td>Crème fraîche 30%</td>');
	expect(mail.text).toContain('Line 1, Dill, is missing an article number.');
	expect(mailServer.mails().filter(({ subject }) => subject === mail.subject)).toHaveLength(1);
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

it('lists article numbers that are words of JavaScript', async () => {
	const day = '2031-01-06';
	const numbers = ['__proto__', 'constructor', 'toString'];
	sandbox.addOrders([
		{
			expectedDeliveryDate: `${day}T12:00:00Z`,
			lines: numbers.map((articleNumber) => ({ articleNumber, quantity: 2 })),
		},
	]);
	const mail = await sendPickList(day);
	expect(mail.subject).toBe(`Pick list for ${day}: 3 articles in 1 order`);
	const [, ...rows] = mail.attachments[0]!.content.trim().split('\n');
	expect(rows.map((row) => row.split(',')[0])).toEqual(numbers);
});

it('names orders without a delivery day under every pick list, also where it has no article', async () => {
	const day = '2031-01-07';
	const [unreadable, missing] = sandbox.addOrders([
		{ expectedDeliveryDate: '23/11/2099' },
		{ expectedDeliveryDate: null },
	]);
	const mail = await sendPickList(day);
	expect(mail.subject).toBe(`Pick list for ${day}: 0 articles in 0 orders`);
	for (const text of [mail.text, mail.html.replaceAll('&#34;', '"')]) {
		expect(text).toContain(
			`Cannot sync order ${unreadable!.orderNumber}. The delivery date "23/11/2099" is not a date.`,
		);
		expect(text).toContain(`Order ${missing!.orderNumber} has no delivery day.`);
	}
});

it('sends no pick list to a placeholder, and says what is missing', async () => {
	const { id } = await importExample(n8n, 'pick-list', credentials, {
		settings: { pickListMail: 'warehouse@example.com' },
	});
	const { workflows, executions } = n8n.client;
	expect(await executions.ended(await workflows.run(id, 'Run Now'))).toMatchObject({
		status: 'error',
		error: {
			message:
				'Cannot send the pick list. The step Settings has no mail address of your own in pickListMail.',
		},
	});
});

describe('orders as CSV files', () => {
	const lines = [
		{ articleNumber: 'ART-001', quantity: 3 },
		{ articleNumber: 'ART-003', quantity: 2 },
	];

	async function receiveOrders(flow: StoredWorkflow): Promise<void> {
		await n8n.client.workflows.publish(flow.id);
		const url = webhookUrl(n8n, flow);
		await waitForWebhook(url);
		sandbox.setWebhook({ url });
	}

	async function place() {
		// The midnight in Brussels with which the 7th begins.
		const { order, delivery } = await sandbox.placeOrder({
			expectedDeliveryDate: '2030-01-06T23:00:00Z',
			lines,
		});
		return { order, status: delivery?.status };
	}

	const rowsOf = ({ id, orderNumber }: { id: string; orderNumber: string }) => [
		'externalId,orderNumber,customerNumber,deliveryDate,line,articleNumber,articleName,quantity,unitPrice,remarks',
		`apicbase-${id},${orderNumber},C-42,2030-01-07,1,ART-001,Crème fraîche 30%,3,12.500,`,
		`apicbase-${id},${orderNumber},C-42,2030-01-07,2,ART-003,"Jalapeños, sliced",2,4.275,`,
	];

	it('go out by mail, one row per article, before the customer reads "received"', async () => {
		await receiveOrders(await importExample(n8n, 'orders-as-csv', credentials));
		const { order, status } = await place();
		expect(status).toBe(200);
		const mail = await mailServer.mailTo('order-desk@wholesale.example', order.orderNumber);
		expect(mail.attachments.map(({ name }) => name)).toEqual([`apicbase-${order.id}.csv`]);
		expect(mail.attachments[0]!.content.trim().split('\n')).toEqual(rowsOf(order));
	});

	describe('with blanks in their numbers', () => {
		beforeAll(async () => receiveOrders(await importExample(n8n, 'orders-as-csv', credentials)));

		it.each(blankSpellings)('(%s) hold the numbers that are meant', async (_what, spell) => {
			const { order, delivery } = await sendSpelled(sandbox, '2030-01-07T00:00:00Z', {
				article: spell,
				customer: spell,
			});
			expect(delivery?.status).toBe(200);
			const mail = await mailServer.mailTo('order-desk@wholesale.example', order.orderNumber);
			const [, ...rows] = mail.attachments[0]!.content.trim().split('\n');
			expect(rows.map((row) => row.split(',').slice(2, 6))).toEqual([
				['C-42', '2030-01-07', '1', 'ART-001'],
				['C-42', '2030-01-07', '2', 'ART-001'],
			]);
		});

		it.each(nothingButBlanks)(
			'(nothing but %s) do not go out, and the order desk is told',
			async (_what, blank) => {
				const { order, delivery } = await sendSpelled(sandbox, '2030-01-07T00:00:00Z', {
					article: () => blank,
				});
				expect([delivery?.status, delivery?.answer]).toEqual([
					422,
					expect.stringContaining('Line 1, Crème fraîche 30%,') as string,
				]);
				const mail = await mailServer.mailTo('order-desk@wholesale.example', order.orderNumber);
				expect(mail).toMatchObject({
					subject: expect.stringContaining('Line 1, Crème fraîche 30%,') as string,
					attachments: [],
				});
			},
		);
	});

	it('lead to one mail for a refused order, however many lines it has', async () => {
		const flow = await importExample(n8n, 'orders-as-csv', credentials);
		await receiveOrders(flow);
		const { order } = await sandbox.placeOrder({
			lines: [...lines, { articleNumber: ' ', name: 'Dill', quantity: 1 }],
		});
		await n8n.client.executions.waitFor(flow.id, 1);
		const subjects = mailServer.mails().map(({ subject }) => subject);
		expect(subjects.filter((subject) => subject.includes(order.orderNumber))).toEqual([
			`Cannot sync order ${order.orderNumber}. Line 3, Dill, is missing an article number.`,
		]);
	});

	it('are not promised while the mail address is a placeholder', async () => {
		await receiveOrders(
			await importExample(n8n, 'orders-as-csv', credentials, {
				settings: { orderDeskMail: 'order-desk@example.com' },
			}),
		);
		const before = mailServer.mails().length;
		const { status } = await place();
		expect(status).toBeGreaterThanOrEqual(500);
		expect(mailServer.mails()).toHaveLength(before);
	});

	it('go out by SFTP, replace their own file, and are not promised while the server refuses them', async () => {
		const flow = await importExample(n8n, 'orders-as-csv', credentials);
		for (const node of flow.nodes) {
			if (['By SFTP', 'Look at the File'].includes(node.name)) node.disabled = false;
			if (node.name === 'By Mail') node.disabled = true;
		}
		await n8n.client.workflows.update(flow.id, { nodes: flow.nodes });
		await receiveOrders(flow);
		sftp.refuse('files');
		const { order, status } = await place();
		// An error, or no answer in time: n8n's FTP step waits for the server.
		expect(status).toBeGreaterThanOrEqual(500);
		// n8n's FTP step takes the empty file for sent.
		sftp.refuse('writes');
		const cutShort = await sandbox.resend(order.id);
		expect(cutShort.delivery?.status).toBe(500);
		expect(Object.values(sftp.files())).toEqual(['']);
		const runs = await n8n.client.executions.waitFor(flow.id, 2);
		expect(runs.at(-1)).toMatchObject({
			error: {
				message: `Cannot hand on order ${order.orderNumber}. The server did not keep its file whole.`,
			},
		});
		sftp.refuse('nothing');
		const { delivery } = await sandbox.resend(order.id);
		expect([delivery?.status, delivery?.answer]).toEqual([
			200,
			expect.stringContaining(`"message":"Order ${order.orderNumber} was received."`) as string,
		]);
		const files = sftp.files();
		expect(Object.keys(files)).toEqual([`/orders/apicbase-${order.id}.csv`]);
		expect(files[`/orders/apicbase-${order.id}.csv`]!.trim().split('\n')).toEqual(rowsOf(order));
	});
});
