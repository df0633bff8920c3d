import type { IExecuteFunctions } from 'n8n-workflow';

/** What n8n-core's contexts carry and its interface does not name; where it is missing, nothing is said. */
type WithInstance = { instanceSettings?: { instanceType?: unknown } };

const onWorker =
	"The claim was made by a worker of n8n's queue mode. Two workers can claim one order at the same moment, and this ledger does not notice it. With more than one worker keep it in Postgres, as the example order-ledger-postgres does.";

let isLogged = false;

/** Says that claims are exact within one process only, when n8n runs workers: with every run in the editor, once in the log. */
export function warnOfSeveralWorkers(context: IExecuteFunctions): void {
	const { instanceSettings } = context as unknown as WithInstance;
	if (instanceSettings?.instanceType !== 'worker') return;
	context.addExecutionHints({ message: onWorker, type: 'warning', location: 'outputPane' });
	if (isLogged) return;
	isLogged = true;
	context.logger.warn(`Apicbase ledger: ${onWorker}`);
}
