import { createHash } from 'node:crypto';
import { DataDeduplicationService } from 'n8n-core';
import type { ICheckProcessedOptions } from 'n8n-workflow';

/**
 * n8n's store of processed items, kept in memory: digests in one list per workflow, read, changed and written back with
 * time in between, as in n8n/dist/deduplication/deduplication-helper.js.
 */
export class ProcessedItems {
	private readonly rows = new Map<string, string[]>();
	private callsUntilFailure = 0;

	/** Makes n8n-core's own helpers use this store; once per process. */
	static async install(): Promise<ProcessedItems> {
		const store = new ProcessedItems();
		await DataDeduplicationService.init(store as never);
		return store;
	}

	clear(): void {
		this.rows.clear();
	}

	/** Has this call from now, the first being 1, write what it is to add and fail, as when a connection is cut after the commit. */
	failAfterWriting(call: number): void {
		this.callsUntilFailure = call;
	}

	/** Whether the call that was to fail has come. */
	get hasFailed(): boolean {
		return this.callsUntilFailure <= 0;
	}

	async checkProcessedAndRecord(
		items: string[],
		scope: string,
		{ workflow }: { workflow: { id: string } },
		{ maxEntries }: ICheckProcessedOptions,
	) {
		const digests = [...(await this.read(scope, workflow.id))];
		const there = new Set(digests);
		const found = { new: [] as string[], processed: [] as string[] };
		for (const item of items) {
			const digest = digestOf(item);
			if (there.has(digest)) found.processed.push(item);
			else {
				found.new.push(item);
				digests.push(digest);
			}
		}
		if (maxEntries) digests.splice(0, digests.length - maxEntries);
		await this.write(scope, workflow.id, digests);
		this.callsUntilFailure -= 1;
		if (this.callsUntilFailure === 0) throw new Error('The connection was cut');
		return found;
	}

	async removeProcessed(
		items: string[],
		scope: string,
		{ workflow }: { workflow: { id: string } },
	) {
		const digests = [...(await this.read(scope, workflow.id))];
		for (const item of items) {
			const index = digests.indexOf(digestOf(item));
			if (index !== -1) digests.splice(index, 1);
		}
		await this.write(scope, workflow.id, digests);
	}

	private async read(scope: string, workflowId: string): Promise<string[]> {
		await new Promise((resolve) => setImmediate(resolve));
		return this.rows.get(`${scope} ${workflowId}`) ?? [];
	}

	private async write(scope: string, workflowId: string, digests: string[]): Promise<void> {
		await new Promise((resolve) => setImmediate(resolve));
		this.rows.set(`${scope} ${workflowId}`, digests);
	}
}

const digestOf = (item: string) => createHash('md5').update(item).digest('base64');
