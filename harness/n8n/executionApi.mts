import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { IRunData, IDataObject } from 'n8n-workflow';
import type { N8nRuntime } from './installN8n.mts';
import { until } from './processes.mts';
import type { Session } from './session.mts';

export interface ExecutionSummary {
	id: string;
	status: 'new' | 'running' | 'waiting' | 'success' | 'error' | 'crashed' | 'canceled';
	mode: string;
	startedAt: string;
	stoppedAt?: string | null;
}

export interface Execution extends ExecutionSummary {
	/** Node name → its runs. */
	runData: IRunData;
	/** What stopped the run, as the editor shows it; also the reason a trigger gave when its poll went wrong. */
	error?: { message: string; description?: string | null };
	lastNodeExecuted?: string;
}

interface Page {
	results: ExecutionSummary[];
	nextCursor?: string | null;
}

interface ResultData {
	runData?: IRunData;
	error?: Execution['error'];
	lastNodeExecuted?: string;
}

const unfinished = new Set(['new', 'running']);

export class ExecutionApi {
	private readonly unflatten: (text: string) => unknown;

	constructor(
		private readonly session: Session,
		{ folder }: N8nRuntime,
	) {
		// n8n stores runs with this library; the copy it was written with also reads it.
		const requireFromN8n = createRequire(join(folder, 'node_modules/n8n/package.json'));
		this.unflatten = (requireFromN8n('flatted') as { parse: (text: string) => unknown }).parse;
	}

	/** All runs of a workflow, oldest first. */
	async list(workflowId: string): Promise<ExecutionSummary[]> {
		// n8n asks its database for runs under way and for ended ones at one moment. One that is just ending can be among both,
		// or among neither; then the next answer has it.
		const results = [await this.ask(workflowId), await this.ask(workflowId)].flat();
		const byId = new Map(results.map((execution) => [execution.id, execution]));
		return [...byId.values()].sort((a, b) => Number(a.id) - Number(b.id));
	}

	private async ask(workflowId: string): Promise<ExecutionSummary[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const found: ExecutionSummary[] = [];
		// n8n gives 100 at the most; before 2.41 it has no cursor, and a test there has fewer runs.
		let next: string | null | undefined = '';
		do {
			const page: Page = await this.session.send(
				'GET',
				`/rest/executions?limit=100&filter=${filter}${next && `&cursor=${encodeURIComponent(next)}`}`,
			);
			found.push(...page.results);
			next = page.nextCursor;
		} while (next);
		return found;
	}

	async get(id: string): Promise<Execution> {
		const { data, ...summary } = await this.session.send<ExecutionSummary & { data: string }>(
			'GET',
			`/rest/executions/${id}`,
		);
		const { resultData = {} } = this.unflatten(data) as { resultData?: ResultData };
		const { runData = {}, error, lastNodeExecuted } = resultData;
		return {
			...summary,
			runData,
			...(error && { error }),
			...(lastNodeExecuted && { lastNodeExecuted }),
		};
	}

	/** Waits until a workflow has at least `count` runs and none is under way; throws what there is when that takes longer than `forMs`. */
	async waitFor(workflowId: string, count: number, forMs = 90_000): Promise<Execution[]> {
		const settled = await until(async () => {
			const executions = await this.list(workflowId);
			return executions.length >= count && executions.every(({ status }) => !unfinished.has(status))
				? executions
				: undefined;
		}, forMs);
		if (settled) return await Promise.all(settled.map(({ id }) => this.get(id)));
		const found = (await this.list(workflowId)).map(({ id, status }) => `${id} ${status}`);
		throw new Error(
			`Waited ${forMs} ms for ${count} runs of workflow ${workflowId}, found ${found.length}: ${found.join(', ')}`,
		);
	}

	/** Waits for one run, e.g. of `workflows.run`, to end. */
	async ended(id: string, forMs = 90_000): Promise<Execution> {
		const execution = await until(async () => {
			const { status } = await this.session.send<ExecutionSummary>('GET', `/rest/executions/${id}`);
			return unfinished.has(status) ? undefined : await this.get(id);
		}, forMs);
		if (!execution) throw new Error(`Run ${id} had not ended after ${forMs} ms.`);
		return execution;
	}
}

/** What a node put out in its last run: the JSON of each item of one output, empty when it did not run. */
export function itemsOf({ runData }: Execution, nodeName: string, output = 0): IDataObject[] {
	return (runData[nodeName]?.at(-1)?.data?.main?.[output] ?? []).map(({ json }) => json);
}
