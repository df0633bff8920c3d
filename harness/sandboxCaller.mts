import type { Sandbox } from '../sandbox/startSandbox.mts';

export const ORDER_LIST = '/api/v2/integrations/suppliers/purchase_orders/';

/** Status and parsed body of an answer. */
export interface Answer {
	status: number;
	body: unknown;
}

/** Sends JSON, or nothing, and reads the answer as JSON where it is JSON. */
export async function callSandbox(
	sandbox: Sandbox,
	method: string,
	path: string,
	body?: unknown,
	headers: Record<string, string> = {},
): Promise<Answer> {
	const response = await fetch(`${sandbox.url}${path}`, {
		method,
		headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
		...(body !== undefined && { body: JSON.stringify(body) }),
	});
	const text = await response.text();
	const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
	return { status: response.status, body: isJson ? JSON.parse(text) : text };
}

/** Posts a form as OAuth2 clients do. */
export async function postForm(
	sandbox: Sandbox,
	path: string,
	form: Record<string, string>,
): Promise<Answer> {
	const response = await fetch(`${sandbox.url}${path}`, {
		method: 'POST',
		body: new URLSearchParams(form),
	});
	return { status: response.status, body: await response.json() };
}

/** The header of a fresh supplier token. */
export async function supplierHeaders(sandbox: Sandbox): Promise<Record<string, string>> {
	const { body } = await postForm(sandbox, '/oauth/token/', {
		grant_type: 'client_credentials',
		client_id: sandbox.clientId,
		client_secret: sandbox.clientSecret,
		scope: 'supplier',
	});
	return { authorization: `Bearer ${(body as { access_token: string }).access_token}` };
}
