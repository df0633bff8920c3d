import { CredentialApi } from './credentialApi.mts';
import { DataTableApi } from './dataTableApi.mts';
import { ExecutionApi } from './executionApi.mts';
import type { N8nRuntime } from './installN8n.mts';
import { Session } from './session.mts';
import { WorkflowApi } from './workflowApi.mts';

/** What n8n's editor does, for a test: each part speaks to n8n's own REST API as the signed-in owner. */
export interface Client {
	session: Session;
	credentials: CredentialApi;
	workflows: WorkflowApi;
	executions: ExecutionApi;
	dataTables: DataTableApi;
	/** The names of all node types n8n knows, e.g. "n8n-nodes-base.set". */
	nodeTypes(): Promise<string[]>;
	/** The names of all credential types n8n knows. */
	credentialTypes(): Promise<string[]>;
}

export async function signedInClient(url: string, runtime: N8nRuntime): Promise<Client> {
	const session = new Session(url);
	await session.signIn();
	const names = async (path: string) => (await session.send<Array<{ name: string }>>('GET', path)).map(({ name }) => name);
	return {
		session,
		credentials: new CredentialApi(session),
		workflows: new WorkflowApi(session),
		executions: new ExecutionApi(session, runtime),
		dataTables: new DataTableApi(session),
		nodeTypes: async () => [...new Set(await names('/types/nodes.json'))],
		credentialTypes: () => names('/types/credentials.json'),
	};
}
