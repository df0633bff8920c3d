import type { IConnections, INode, IWorkflowSettings } from 'n8n-workflow';
import { until } from './processes.mts';
import type { Session } from './session.mts';

export interface WorkflowDraft {
	name: string;
	nodes: INode[];
	connections: IConnections;
	settings?: IWorkflowSettings;
}

export interface StoredWorkflow extends Required<WorkflowDraft> {
	id: string;
	versionId: string;
}

interface Publication {
	status: 'in_progress' | 'not_published' | 'published' | 'partial' | 'failed';
	triggers: Array<{ nodeId: string; status: string; errorMessage: string | null }>;
}

/** n8n tries a trigger that throws five times within 15 seconds before it calls it failed. */
const publishedWithinMs = 120_000;

export class WorkflowApi {
	constructor(private readonly session: Session) {}

	create(draft: WorkflowDraft): Promise<StoredWorkflow> {
		return this.session.send('POST', '/rest/workflows', {
			settings: { executionOrder: 'v1' },
			active: false,
			...draft,
		});
	}

	get(id: string): Promise<StoredWorkflow> {
		return this.session.send('GET', `/rest/workflows/${id}`);
	}

	/** Saves changes; what is published stays live as it was until `publish`. */
	async update(id: string, change: Partial<WorkflowDraft>): Promise<StoredWorkflow> {
		const { versionId } = await this.get(id);
		return await this.session.send('PATCH', `/rest/workflows/${id}`, { ...change, versionId });
	}

	/** Makes the saved version live and waits until its triggers run; throws what the trigger said when one does not. */
	async publish(id: string): Promise<void> {
		const { versionId } = await this.get(id);
		await this.session.send('POST', `/rest/workflows/${id}/activate`, { versionId });
		// With several processes n8n may not have begun yet.
		await this.untilPublished(id, ['in_progress', 'not_published']);
	}

	/** Waits until n8n has published all that is live, as it does anew with each start. */
	async untilAllPublished(): Promise<void> {
		const all = await this.session.send<Array<{ id: string; active: boolean }>>(
			'GET',
			'/rest/workflows',
		);
		for (const { id, active } of all) if (active) await this.untilPublished(id, ['in_progress']);
	}

	private async untilPublished(
		id: string,
		unsettled: ReadonlyArray<Publication['status']>,
	): Promise<void> {
		const settled = await until(async () => {
			const publication = await this.publication(id);
			return unsettled.includes(publication.status) ? undefined : publication;
		}, publishedWithinMs);
		if (settled?.status === 'published') return;
		const reasons =
			settled?.triggers
				.map(({ errorMessage }) => errorMessage)
				.filter(Boolean)
				.join('; ') ?? '';
		throw new Error(
			`n8n did not publish workflow ${id} (${settled?.status ?? 'still in progress'}). ${reasons}`,
		);
	}

	async unpublish(id: string): Promise<void> {
		await this.session.send('POST', `/rest/workflows/${id}/deactivate`, {});
	}

	/** Whether n8n has the triggers running, and what those said that do not run. */
	async publication(id: string): Promise<Publication> {
		try {
			return await this.session.send('GET', `/rest/workflows/${id}/publication-status`);
		} catch (error) {
			// An n8n without this page answers an activation when the triggers run.
			if (!(error as Error).message.includes('Cannot GET')) throw error;
			return { status: 'published', triggers: [] };
		}
	}

	/** Presses "Execute workflow" from a trigger that needs no outside call; returns the execution's id. */
	async run(id: string, triggerName: string): Promise<string> {
		const started = await this.session.send<{ executionId?: string }>(
			'POST',
			`/rest/workflows/${id}/run`,
			{
				triggerToStartFrom: { name: triggerName },
			},
		);
		if (!started.executionId)
			throw new Error(
				`Workflow ${id} did not start from "${triggerName}": ${JSON.stringify(started)}`,
			);
		return started.executionId;
	}

	/** Presses "Listen for test event": the next call of the trigger's /webhook-test/ address runs the saved version. */
	async listen(id: string, triggerName: string): Promise<void> {
		await this.session.send('POST', `/rest/workflows/${id}/run`, {
			triggerToStartFrom: { name: triggerName },
		});
	}
}
