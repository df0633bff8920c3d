import { randomUUID } from 'node:crypto';
import 'reflect-metadata';
import { ExecuteContext, LoadOptionsContext, PollContext, WebhookContext } from 'n8n-core';
import {
	Workflow,
	type IDataObject,
	type IExecuteFunctions,
	type ILoadOptionsFunctions,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type IPollFunctions,
	type IWebhookFunctions,
	type IWorkflowExecuteAdditionalData,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import { aCredentialsHelper } from './credentialsHelper.mts';
import { onlyDeclared } from './declaredParameters.mts';
import { keepLog, type LogLine } from './log.mts';

/** What a test says about the node it runs; everything else is as n8n would have it. */
export interface NodeSetUp {
	node: INodeType;
	parameters?: IDataObject;
	/** Decrypted credentials by type. */
	credentials?: Record<string, IDataObject>;
	staticData?: IDataObject;
	mode?: WorkflowExecuteMode;
	/** Of the workflow; n8n's own where it has none. */
	timezone?: string;
	/** Filled with what the node logs. */
	log?: LogLine[];
	additionalData?: Partial<IWorkflowExecuteAdditionalData>;
}

/** n8n-core's own execute context around one node, fed with these items (a list per input). */
export function anExecuteContext(
	setUp: NodeSetUp & { inputs?: INodeExecutionData[][] },
): IExecuteFunctions & ExecuteContext {
	const { workflow, node, additionalData } = surroundings(setUp);
	const inputs = setUp.inputs ?? [[{ json: {} }]];
	const data = { main: inputs };
	const context = new ExecuteContext(
		workflow,
		node,
		additionalData,
		setUp.mode ?? 'trigger',
		{ resultData: { runData: {} } } as never,
		0,
		inputs[0] ?? [],
		data,
		{ data, node, source: null },
		[],
	);
	return onlyDeclared(keepLog(context, setUp.log), setUp.node);
}

/** n8n-core's own poll context; its static data is `workflow.staticData`, as at activation. */
export function aPollContext(
	setUp: NodeSetUp & Partial<Pick<IPollFunctions, '__emit' | '__emitError' | 'getPollBudgetMs'>>,
): IPollFunctions & { workflow: Workflow } {
	const { workflow, node, additionalData } = surroundings(setUp);
	const context = new PollContext(
		workflow,
		node,
		additionalData,
		setUp.mode ?? 'trigger',
		'activate',
		setUp.__emit,
		setUp.__emitError,
		undefined,
		undefined,
		undefined,
		setUp.getPollBudgetMs,
	);
	return Object.assign(onlyDeclared(keepLog(context, setUp.log), setUp.node), { workflow });
}

/** n8n-core's own webhook context around a real request and response. */
export function aWebhookContext(
	setUp: NodeSetUp & { request: object; response: object },
): IWebhookFunctions {
	const { workflow, node, additionalData } = surroundings(setUp);
	const live = {
		...additionalData,
		httpRequest: setUp.request,
		httpResponse: setUp.response,
	} as never;
	const context = new WebhookContext(
		workflow,
		node,
		live,
		setUp.mode ?? 'webhook',
		{ webhookDescription: { name: 'default' } } as never,
		[],
		null,
	);
	return onlyDeclared(keepLog(context, setUp.log), setUp.node);
}

/** n8n-core's own context behind dropdowns and list searches. */
export function aLoadOptionsContext(setUp: NodeSetUp): ILoadOptionsFunctions {
	const { workflow, node, additionalData } = surroundings(setUp);
	const context = new LoadOptionsContext(workflow, node, additionalData, '');
	return onlyDeclared(keepLog(context, setUp.log), setUp.node);
}

const ids = new WeakMap<object, string>();

/** One id for each set of credentials, as n8n stores them: what is kept for one must not be found for another. */
function idOf(credentials: object): string {
	const id = ids.get(credentials) ?? randomUUID();
	ids.set(credentials, id);
	return id;
}

function surroundings({
	node: nodeType,
	parameters = {},
	credentials = {},
	staticData,
	timezone,
	additionalData,
}: NodeSetUp) {
	const node: INode = {
		id: 'node-1',
		name: nodeType.description.displayName,
		type: `n8n-nodes-apicbase.${nodeType.description.name}`,
		typeVersion: [nodeType.description.version].flat().at(-1) ?? 1,
		position: [0, 0],
		parameters: parameters as INode['parameters'],
		credentials: Object.fromEntries(
			Object.keys(credentials).map((type) => [type, { id: idOf(credentials), name: type }]),
		),
	};
	const nodeTypes = {
		getByNameAndVersion: () => nodeType,
		getByName: () => nodeType,
		getKnownTypes: () => ({}),
	};
	const workflow = new Workflow({
		id: 'workflow-1',
		name: 'Orders',
		nodes: [node],
		connections: {},
		active: true,
		nodeTypes,
		staticData,
		...(timezone !== undefined && { settings: { timezone } }),
	});
	return {
		node,
		workflow,
		additionalData: {
			credentialsHelper: aCredentialsHelper(credentials),
			currentNodeParameters: node.parameters,
			...additionalData,
		} as IWorkflowExecuteAdditionalData,
	};
}
