/** A number as Tryton sends and takes it: a decimal in text. */
export interface Decimal {
	__class__: 'Decimal';
	decimal: string;
}

export const decimal = (text: string): Decimal => ({ __class__: 'Decimal', decimal: text });

export const loginName = 'admin';
export const password = 'Apicbase-demo-1';

/** Tryton's own JSON-RPC, for what tests prepare and look up themselves; workflows have their own way in. */
export class TrytonClient {
	constructor(
		private readonly url: string,
		private readonly context: Record<string, unknown> = {},
	) {}

	/** Calls a method of a model, e.g. `call('sale.sale', 'create', [values])`; throws what Tryton says. */
	async call<T>(model: string, method: string, ...params: unknown[]): Promise<T> {
		const answer = await fetch(this.url, {
			method: 'POST',
			headers: {
				'content-type': 'application/json',
				authorization: `Basic ${Buffer.from(`${loginName}:${password}`).toString('base64')}`,
			},
			body: JSON.stringify({
				id: 0,
				method: `model.${model}.${method}`,
				params: [...params, this.context],
			}),
		});
		const text = await answer.text();
		if (!answer.ok)
			throw new Error(`Tryton answered ${answer.status} to ${model}.${method}: ${text}`);
		const reply = JSON.parse(text) as { result: T; error?: unknown };
		if (reply.error !== undefined)
			throw new Error(`Tryton refused ${model}.${method}: ${JSON.stringify(reply.error)}`);
		return reply.result;
	}

	/** Creates one record and returns its id. */
	async create(model: string, values: Record<string, unknown>): Promise<number> {
		const [id] = await this.call<number[]>(model, 'create', [values]);
		return id!;
	}

	async find<Record>(model: string, domain: unknown[], fields: string[]): Promise<Record[]> {
		return await this.call<Record[]>(model, 'search_read', domain, 0, null, null, fields);
	}
}
