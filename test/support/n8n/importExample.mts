import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Credential } from './credentialApi.mts';
import { repositoryRoot } from './repositoryRoot.mts';
import type { StoredWorkflow, WorkflowDraft } from './workflowApi.mts';
import type { N8n } from './startN8n.mts';

/** Imports examples/<name>.workflow.json as a person would: as it is, with the credentials they choose for each type. */
export async function importExample(n8n: N8n, name: string, credentials: Credential[] = []): Promise<StoredWorkflow> {
	const example = readExample(name);
	for (const node of example.nodes) {
		for (const type of Object.keys(node.credentials ?? {})) {
			const chosen = credentials.find((credential) => credential.type === type);
			if (chosen === undefined) throw new Error(`The example ${name} needs a credential of type ${type}.`);
			node.credentials = { ...node.credentials, [type]: { id: chosen.id, name: chosen.name } };
		}
	}
	return await n8n.client.workflows.create(example);
}

/** The example as it stands in the repository. */
export function readExample(name: string): WorkflowDraft {
	return JSON.parse(readFileSync(join(repositoryRoot(), 'examples', `${name}.workflow.json`), 'utf8')) as WorkflowDraft;
}
