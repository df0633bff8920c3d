import { CredentialApi } from './credentialApi.mts';
import { DataTableApi } from './dataTableApi.mts';
import { ExecutionApi } from './executionApi.mts';
import type { N8nRuntime } from './installN8n.mts';
import { Session } from './session.mts';
import { WorkflowApi } from './workflowApi.mts';

/** A node or credential type as n8n tells it to the editor. */
export interface KnownType {
	/** E.g. "n8n-nodes-base.set", or "oAuth2Api" of a credential. */
	name: string;
	displayName: string;
	/** Paths below n8n's address. */
	iconUrl?: string | { light: string; dark: string };
}

/** What n8n's editor does, for a test: each part speaks to n8n's own REST API as the owner. */
export class Client {
	readonly session: Session;
	readonly credentials: CredentialApi;
	readonly workflows: WorkflowApi;
	readonly executions: ExecutionApi;
	readonly dataTables: DataTableApi;

	constructor(url: string, runtime: N8nRuntime, cookie?: string) {
		this.session = new Session(url, cookie);
		this.credentials = new CredentialApi(this.session);
		this.workflows = new WorkflowApi(this.session);
		this.executions = new ExecutionApi(this.session, runtime);
		this.dataTables = new DataTableApi(this.session);
	}

	nodeTypes(): Promise<KnownType[]> {
		return this.session.send('GET', '/types/nodes.json');
	}

	credentialTypes(): Promise<KnownType[]> {
		return this.session.send('GET', '/types/credentials.json');
	}
}
