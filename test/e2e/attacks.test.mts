import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { request, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { itemsOf } from '../../harness/n8n/executionApi.mts';
import type { RunningN8n } from '../../harness/n8n/startN8n.mts';
import { sharedN8n } from '../../harness/n8n/testN8n.mts';
import { aNode, chain, webhookUrl } from '../../harness/n8n/workflowParts.mts';
import { anOrder } from '../../harness/orders.mts';
import { post, postSigned, signatureOf } from '../../harness/signedPost.mts';

const clientSecret = `the-client-secret-${randomUUID()}`;
const anySignature = { 'x-apic-webhook-signature': 'ab'.repeat(32) };
let n8n: RunningN8n;
let workflowId: string;
let url: string;

beforeAll(async () => {
	n8n = await sharedN8n();
	const credential = await n8n.client.credentials.create('Apicbase', 'apicbaseOAuth2Api', {
		clientId: 'supplier',
		clientSecret,
	});
	const trigger = aNode(
		'Apicbase Trigger',
		'n8n-nodes-apicbase.apicbaseTrigger',
		{},
		{
			webhookId: randomUUID(),
			credentials: { apicbaseOAuth2Api: credential },
		},
	);
	const workflow = await n8n.client.workflows.create({
		name: 'Orders',
		nodes: [trigger, aNode('Done', 'n8n-nodes-base.noOp')],
		connections: chain('Apicbase Trigger', 'Done'),
	});
	await n8n.client.workflows.publish(workflow.id);
	workflowId = workflow.id;
	url = webhookUrl(n8n, workflow);
});

let lastId = 0;
const runs = async () => (await n8n.client.executions.list(workflowId)).length;
const goodOrderIsTaken = async () =>
	expect(await postSigned(url, anOrder({ id: `good-${++lastId}` }), clientSecret)).toMatchObject({
		status: 200,
	});

/** The most memory that n8n's process has ever held, in bytes. */
const mostMemory = () =>
	1024 * Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${n8n.pid}/status`, 'utf8'))?.[1]);

/** The status for headers whose body is never sent: while it is, the other side may close, and its answer be lost. */
async function statusFor(headers: OutgoingHttpHeaders): Promise<number | undefined> {
	const sending = request(url, { method: 'POST', headers });
	sending.flushHeaders();
	const [answer] = (await once(sending, 'response')) as [IncomingMessage];
	sending.destroy();
	return answer.statusCode;
}

it('refuses a compression bomb without unpacking it whole', async () => {
	const before = await runs();
	const memory = mostMemory();
	// A file of several parts unpacks to all of them, one behind the other: to 4 GB.
	const bomb = Buffer.concat(Array<Buffer>(40).fill(gzipSync(Buffer.alloc(100_000_000))));
	expect(await post(url, bomb, { 'content-encoding': 'gzip', ...anySignature })).toMatchObject({
		status: 413,
		body: { issues: [{ code: 'body_too_large' }] },
	});
	expect(mostMemory() - memory).toBeLessThan(1_000_000_000);
	await goodOrderIsTaken();
	expect(await n8n.client.executions.waitFor(workflowId, before + 1)).toHaveLength(before + 1);
});

it('refuses a body over the limit before it is sent, and one that is not what its encoding says', async () => {
	expect(await statusFor({ 'content-length': 17_000_000, ...anySignature })).toBe(413);
	// n8n's own answer, before any node is asked.
	const asJson = { 'content-length': 17_000_000, 'content-type': 'application/json' };
	expect(await statusFor({ ...asJson, ...anySignature })).toBe(500);
	expect(
		(await post(url, Buffer.from('not gzip'), { 'content-encoding': 'gzip', ...anySignature }))
			.status,
	).toBe(403);
	await goodOrderIsTaken();
});

it('answers a signed order that is nested a hundred thousand levels deep', async () => {
	const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
	const body = JSON.stringify(anOrder()).replace(/\}$/, `,"deep":${deep}}`);
	expect(await postSigned(url, body, clientSecret)).toMatchObject({
		status: 422,
		body: { order_number: '1042' },
	});
	await goodOrderIsTaken();
});

it('lets keys such as __proto__ change nothing but the order they stand in', async () => {
	const body = JSON.stringify(anOrder({ id: 'proto' })).replace(
		/\}$/,
		',"__proto__":{"polluted":"yes"},"constructor":{"prototype":{"polluted":"yes"}}}',
	);
	const before = await runs();
	expect((await postSigned(url, body, clientSecret)).status).toBe(200);
	await goodOrderIsTaken();
	const executions = await n8n.client.executions.waitFor(workflowId, before + 2);
	const clean = itemsOf(executions.at(-1)!, 'Done')[0]!;
	expect('polluted' in clean).toBe(false);
});

it('keeps answering while a sender stops half-way', async () => {
	const before = await runs();
	const { hostname, port, pathname } = new URL(url);
	const socket = connect(Number(port), hostname);
	await once(socket, 'connect');
	socket.write(
		`POST ${pathname} HTTP/1.1\r\nHost: n8n\r\nContent-Length: 1000\r\nX-APIC-WEBHOOK-SIGNATURE: ${'ab'.repeat(32)}\r\n\r\n{"id":`,
	);
	await goodOrderIsTaken();
	socket.destroy();
	await goodOrderIsTaken();
	expect(await runs()).toBe(before + 2);
});

it('takes formulas and markup as the text they are', async () => {
	const order = anOrder({
		id: 'formula',
		order_remarks: '=HYPERLINK("http://x","y")',
		owned_by: { username: '<img src=x onerror=alert(1)>' },
	});
	const before = await runs();
	await postSigned(url, order, clientSecret);
	const executions = await n8n.client.executions.waitFor(workflowId, before + 1);
	expect(itemsOf(executions.at(-1)!, 'Done')).toMatchObject([
		{ order_remarks: order.order_remarks, owned_by: order.owned_by },
	]);
});

it('leaves the secret and the signature nowhere: not in the log, the runs, the workflow or the answer', async () => {
	const order = anOrder({ id: 'secret-search' });
	const signature = signatureOf(JSON.stringify(order), clientSecret);
	const answers = [
		await postSigned(url, order, clientSecret),
		await postSigned(url, order, 'wrong'),
		await postSigned(url, '{}', clientSecret),
	];
	const database =
		readFileSync(join(n8n.userFolder, '.n8n/database.sqlite'), 'latin1') +
		readFileSync(join(n8n.userFolder, '.n8n/database.sqlite-wal'), 'latin1');
	expect(database).toContain('apicbase-secret-search');
	const everything = [JSON.stringify(answers), n8n.log(), database];
	for (const text of everything) {
		expect(text.includes(clientSecret)).toBe(false);
		expect(text.includes(signature)).toBe(false);
	}
});
