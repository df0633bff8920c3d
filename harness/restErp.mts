import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import { listen } from './listen.mts';
import { orderListPage } from './restErpPage.mts';

/** An order as examples/take-one-order-rest.workflow.json writes it. */
export interface ErpOrder {
	id: string;
	external_id: string;
	order_number: string;
	customer_number: string;
	delivery_date: string | null;
	remarks: string | null;
	lines: Array<{ article_number: string; quantity: number; price: string }>;
}

/** The smallest ERP that keeps orders: it searches them by external id, creates and changes them, and shows them to a person. */
export interface RestErp {
	/** Of the order list. */
	readonly url: string;
	/** Where a person sees the orders. */
	readonly pageUrl: string;
	/** The header it wants, as n8n's credential of the type "httpHeaderAuth" holds it. */
	readonly credential: { name: string; value: string };
	orders(): readonly ErpOrder[];
	stop(): Promise<void>;
	/** Starts it again at the same address with what it kept. */
	restart(): Promise<void>;
}

const credential = { name: 'x-api-key', value: 'only-for-tests' };

export async function startRestErp(): Promise<RestErp> {
	const orders: ErpOrder[] = [];
	const server = http.createServer((request, response) => {
		answer(orders, request, response).catch((error: Error) => response.destroy(error));
	});
	const { url, port, close } = await listen(server);
	return {
		url: `${url}/orders`,
		pageUrl: `${url}/`,
		credential,
		orders: () => orders,
		stop: close,
		restart: async () => void (await listen(server, port)),
	};
}

async function answer(
	orders: ErpOrder[],
	request: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	const { pathname, searchParams } = new URL(request.url ?? '/', 'http://erp');
	const send = (status: number, body: unknown) =>
		response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
	if (pathname === '/')
		return void response
			.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
			.end(orderListPage(orders));
	if (request.headers[credential.name] !== credential.value)
		return void send(401, { message: 'Sign in first.' });
	const [, list, id] = pathname.split('/');
	if (list !== 'orders') return void send(404, { message: `There is nothing at ${pathname}.` });
	if (request.method === 'GET')
		return void send(200, {
			orders: orders.filter((order) => order.external_id === searchParams.get('external_id')),
		});
	const order = (await readJson(request)) as Omit<ErpOrder, 'id'>;
	if (request.method === 'POST') {
		orders.push({ id: `SO-${1001 + orders.length}`, ...order });
		return void send(201, orders.at(-1));
	}
	const found = orders.find((one) => one.id === id);
	if (found === undefined) return void send(404, { message: `There is no order ${id}.` });
	send(200, Object.assign(found, order));
}

async function readJson(request: IncomingMessage): Promise<unknown> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}
