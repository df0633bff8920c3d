import type { IExecuteFunctions } from 'n8n-workflow';

/** n8n 1.123 cannot be asked. */
type Askable = Partial<Pick<IExecuteFunctions, 'isToolExecution'>>;

/**
 * Whether an AI agent runs this node as a tool. n8n hands the agent the first output only. It runs a tool either in a
 * context of its own or as a step of the workflow, whose log is then rewired; the node type ends in "Tool" in both.
 */
export function runsAsTool(context: IExecuteFunctions): boolean {
	if ((context as Askable).isToolExecution?.()) return true;
	const { type, rewireOutputLogTo } = context.getNode();
	return rewireOutputLogTo === 'ai_tool' || type.endsWith('Tool');
}
