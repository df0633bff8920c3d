import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import type {
	IDataObject,
	IWebhookResponseData,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { ApicbaseTrigger } from '../nodes/Apicbase/ApicbaseTrigger.node.ts';
import { aWebhookContext } from './contexts.mts';
import type { LogLine } from './log.mts';

export interface TriggerServer {
	url: string;
	log: LogLine[];
	/** What was handed over to the workflow, a list per output, in order of arrival. */
	runs: unknown[][][];
	/** How many deliveries came, and how many of their senders are gone, answered or not. */
	deliveries: { arrived: number; left: number };
	close(): Promise<void>;
}

export interface TriggerSetUp {
	parameters?: IDataObject;
	credentials?: Record<string, IDataObject>;
	mode?: WorkflowExecuteMode;
	timezone?: string;
	additionalData?: Partial<IWorkflowExecuteAdditionalData>;
	/** Stands for n8n storing and running the execution: the status it answers with, or none when it leaves the one that stands, as a queue's main process does. */
	store?: () => Promise<number | undefined>;
}

/**
 * The trigger behind a real HTTP server, answered the way n8n's webhook-helpers do for `onReceived`: what the node
 * answered itself stays, otherwise its `webhookResponse` goes out once the run is stored. The real n8n has its own tests.
 */
export async function serveTrigger({
	store = () => Promise.resolve(200),
	...setUp
}: TriggerSetUp): Promise<TriggerServer> {
	const log: LogLine[] = [];
	const runs: unknown[][][] = [];
	const deliveries = { arrived: 0, left: 0 };
	const trigger = new ApicbaseTrigger();
	const handle = async (request: http.IncomingMessage, response: http.ServerResponse) => {
		deliveries.arrived++;
		response.once('close', () => deliveries.left++);
		const live = asExpress(request, response);
		const context = aWebhookContext({ node: trigger, ...setUp, ...live, log });
		const result: IWebhookResponseData = await trigger.webhook.call(context);
		if (result.workflowData)
			runs.push(result.workflowData.map((output) => output.map(({ json }) => json)));
		if (result.noWebhookResponse) return;
		const statusCode = (await store()) ?? response.statusCode;
		live.response
			.status(statusCode)
			.json(statusCode === 200 ? result.webhookResponse : { message: 'not stored' });
	};
	const server = http.createServer((request, response) => {
		handle(request, response).catch((error: unknown) => {
			response.writeHead(599).end(JSON.stringify({ thrown: String((error as Error).stack) }));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
		log,
		runs,
		deliveries,
		close: () => new Promise((resolve) => server.close(() => resolve())),
	};
}

/** The few members that n8n's Express adds and the trigger uses. */
function asExpress(request: http.IncomingMessage, response: http.ServerResponse) {
	const express = Object.assign(request, {
		rawBody: undefined as Buffer | undefined,
		readRawBody: async () => {
			const chunks: Buffer[] = [];
			for await (const chunk of request) chunks.push(chunk as Buffer);
			const bytes = Buffer.concat(chunks);
			express.rawBody = request.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes;
		},
	});
	const answering = Object.assign(response, {
		status: (code: number) => Object.assign(answering, { statusCode: code }),
		json: (body: unknown) =>
			answering.setHeader('content-type', 'application/json').end(JSON.stringify(body)),
	});
	return { request: express, response: answering };
}
