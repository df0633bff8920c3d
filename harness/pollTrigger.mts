import type { IDataObject, INodeExecutionData, IPollFunctions, IRun } from 'n8n-workflow';
import { ApicbaseNewOrderTrigger } from '../nodes/Apicbase/ApicbaseNewOrderTrigger.node.ts';
import type { Sandbox } from '../sandbox/startSandbox.mts';
import { aPollContext } from './contexts.mts';
import { anOAuth2Credential } from './credentialsHelper.mts';
import type { LogLine } from './log.mts';

type Done = NonNullable<Parameters<IPollFunctions['__emit']>[2]>;

/** A run that n8n would have started. */
export interface Started {
	outputs: INodeExecutionData[][];
	done: Done | undefined;
}

export const hourMs = 3_600_000;
export const ago = (ms: number) => new Date(Date.now() - ms).toISOString();

/** Parameters that many tests begin with. */
export const once = { delivery: 'once' };
export const fromDate = { startFrom: 'date', startDate: ago(20 * 24 * hourMs) };

export const idsOf = (runs: Started[], output = 0) =>
	runs.flatMap(({ outputs }) => (outputs[output] ?? []).map(({ json }) => json.id));

/** Ends a run that was started, as n8n tells the trigger; it may call one successful that it does not call finished. */
export async function end(
	run: Started,
	status: 'success' | 'error',
	message = 'The ERP is closed',
	finished = status === 'success',
): Promise<void> {
	run.done!.resolve({
		status,
		finished,
		data: { resultData: status === 'error' ? { error: { message } } : {} },
	} as unknown as IRun);
	await Promise.resolve();
}

/** Triggers that poll a sandbox, which need not have started yet. */
export function triggersAt(sandbox: () => Sandbox) {
	const node = new ApicbaseNewOrderTrigger();

	/** The trigger as n8n's in-memory engine holds it: one context for all polls of a registration. */
	function aTrigger(
		parameters: IDataObject = {},
		more: {
			staticData?: IDataObject;
			mode?: 'manual';
			credential?: IDataObject;
		} = {},
	) {
		const runs: Started[] = [];
		const log: LogLine[] = [];
		const context = aPollContext({
			node,
			parameters,
			log,
			credentials: { apicbaseOAuth2Api: { ...anOAuth2Credential(sandbox()), ...more.credential } },
			...(more.staticData && {
				staticData: { 'node:Apicbase New Order Trigger': structuredClone(more.staticData) },
			}),
			...(more.mode && { mode: more.mode }),
			__emit: (outputs, _response, done) => void runs.push({ outputs, done }),
		});
		const poll = async () => {
			const before = runs.length;
			const returned = await node.poll.call(context);
			if (returned !== null) runs.push({ outputs: returned, done: undefined });
			return runs.slice(before);
		};
		const memory = () =>
			JSON.parse(JSON.stringify(context.getWorkflowStaticData('node'))) as IDataObject;
		return { context, poll, memory, runs, log };
	}

	return {
		aTrigger,
		/** New orders; returns their ids. */
		place: (count = 1) =>
			sandbox()
				.addOrders({ count })
				.map(({ id }) => id),
		/** The requests for order lists so far. */
		listed: () =>
			sandbox().state.requests.filter(
				({ method, path }) => method === 'GET' && path.includes('purchase_orders'),
			),
	};
}
