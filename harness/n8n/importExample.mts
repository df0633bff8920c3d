import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INode } from 'n8n-workflow';
import type { Credential } from './credentialApi.mts';
import { repositoryRoot } from './repositoryRoot.mts';
import type { RunningN8n } from './startN8n.mts';
import type { StoredWorkflow, WorkflowDraft } from './workflowApi.mts';

/** What a person fills in after importing, beside credentials. */
export interface ExampleChoices {
	/** Values for the fields of the example's steps called Settings; mail addresses that are not given get ones of their own. */
	settings?: Record<string, string | number>;
	/** The workflow its Execute Sub-workflow steps call. */
	subWorkflow?: { id: string };
	/** The workflow that is told when a run stops. */
	errorWorkflow?: { id: string };
}

/** Imports examples/<name>.workflow.json as a person would: as it is, with the credentials they choose for each type, and what they fill in. */
export async function importExample(
	n8n: RunningN8n,
	name: string,
	credentials: Credential[] = [],
	choices: ExampleChoices = {},
): Promise<StoredWorkflow> {
	const example = readExample(name);
	for (const node of example.nodes) {
		chooseCredentials(name, node, credentials);
		// As the editor does: an address belongs to one workflow.
		if (node.webhookId) node.webhookId = randomUUID();
		if (node.type === 'n8n-nodes-base.set') fillIn(node, choices.settings ?? {});
		if (node.type === 'n8n-nodes-base.executeWorkflow' && choices.subWorkflow) {
			node.parameters.workflowId = { __rl: true, mode: 'id', value: choices.subWorkflow.id };
		}
	}
	if (choices.errorWorkflow)
		example.settings = { ...example.settings, errorWorkflow: choices.errorWorkflow.id };
	return await n8n.client.workflows.create(example);
}

function chooseCredentials(example: string, node: INode, credentials: Credential[]): void {
	for (const type of Object.keys(node.credentials ?? {})) {
		const chosen = credentials.find((credential) => credential.type === type);
		if (chosen === undefined)
			throw new Error(`The example ${example} needs a credential of type ${type}.`);
		node.credentials = { ...node.credentials, [type]: { id: chosen.id, name: chosen.name } };
	}
}

function fillIn(node: INode, settings: Record<string, string | number>): void {
	const { assignments = [] } = (node.parameters.assignments ?? {}) as {
		assignments?: Array<{ name: string; value: unknown }>;
	};
	for (const field of assignments)
		field.value =
			settings[field.name] ??
			(typeof field.value === 'string'
				? field.value.replace(/@example\.com$/, '@wholesale.example')
				: field.value);
}

/** The example as it stands in the repository. */
export function readExample(name: string): WorkflowDraft {
	return JSON.parse(
		readFileSync(join(repositoryRoot(), 'examples', `${name}.workflow.json`), 'utf8'),
	) as WorkflowDraft;
}
