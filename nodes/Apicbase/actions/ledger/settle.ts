import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { ApiProblem } from '../../../../core/api/problem';
import { logEntry } from '../../../../core/ledger/logEntry';
import type { LedgerOrder, LedgerScript } from '../../../../core/ledger/ledgerScript';
import type { SettleOutcome } from '../../../../core/ledger/settleOrder';
import { claimHere, forgetClaim } from './claimsHere';
import { itemFor } from '../eachItem';
import { inWaves } from './inWaves';
import type { LedgerItem } from './ledgerItem';
import { readLedgerItems, withLogEntry } from './ledgerItems';
import { ledgerOf, runScripts } from './store';
import { takeTurn } from './takeTurn';

interface Settlement {
	doing: 'complete' | 'release' | 'forget';
	script(order: LedgerOrder, claimedHereMs?: number): LedgerScript<SettleOutcome | 'in_progress'>;
	/** What the user entered for the log entry. */
	remarks(itemIndex: number, item: LedgerItem): Remarks;
}

type Remarks =
	| { ok: true; localId?: string; errorMessage?: string; responseSummary?: string }
	| { ok: false; problem: ApiProblem };

/** Ends the claims of all items' orders, and adds a log entry to each item. */
export async function settle(
	context: IExecuteFunctions,
	{ doing, script, remarks }: Settlement,
): Promise<INodeExecutionData[][]> {
	const { named, unnamed: put } = readLedgerItems(context, doing);
	const ledger = ledgerOf(context);
	const run = String(context.getExecutionId());
	const isOthers = ({ externalId }: LedgerItem) =>
		(claimHere(ledger, externalId)?.owner ?? run) !== run;
	const told = named.map((item) => ({
		item,
		remarks: isOthers(item)
			? { ok: false as const, problem: heldByAnother(doing, item) }
			: remarks(item.itemIndex, item),
	}));
	const usable = told.filter(({ remarks: { ok } }) => ok).map(({ item }) => item);
	const remarksOf = new Map(told.map(({ item, remarks: said }) => [item, said]));
	await takeTurn(ledger, async () => {
		for (const wave of inWaves(usable)) {
			const scripts = wave.map(({ externalId, fingerprint, orderNumber }) => {
				// After the ERP's step an item often says nothing of the order's content any more; the claim does.
				const here = claimHere(ledger, externalId);
				return script(
					{ externalId, orderNumber, fingerprint: fingerprint || (here?.fingerprint ?? '') },
					here?.atMs,
				);
			});
			const outcomes = await runScripts(context, scripts);
			for (const [index, item] of wave.entries()) {
				if (outcomes[index] === 'in_progress') {
					put.push(itemFor(context, heldByAnother(doing, item), item.itemIndex));
					continue;
				}
				forgetClaim(ledger, item.externalId);
				const row = logEntry(outcomes[index] ?? 'completed', item, {
					nowMs: Date.now(),
					...withoutOk(remarksOf.get(item)),
				});
				put.push(withLogEntry(context, item, row));
			}
		}
	});
	// What can be settled is settled first: an order that is in the ERP is not lost for another item's sake.
	for (const { item, remarks: said } of told)
		if (!said.ok) put.push(itemFor(context, said.problem, item.itemIndex));
	return [put];
}

function withoutOk(said: Remarks | undefined): Omit<Extract<Remarks, { ok: true }>, 'ok'> {
	if (said === undefined || !said.ok) return {};
	const { localId, errorMessage, responseSummary } = said;
	return {
		...(localId !== undefined && { localId }),
		...(errorMessage !== undefined && { errorMessage }),
		...(responseSummary !== undefined && { responseSummary }),
	};
}

const heldByAnother = (
	doing: Settlement['doing'],
	{ orderNumber, externalId }: LedgerItem,
): ApiProblem => ({
	kind: 'conflict',
	message: `Cannot ${doing} order ${orderNumber ?? externalId}. Another run holds it.`,
	description:
		"Only the run that claimed an order ends its claim. Look at that run in n8n's list of executions; when it was cut short, claim the order again after the time under 'Take Over After (Minutes)'.",
	status: null,
});
