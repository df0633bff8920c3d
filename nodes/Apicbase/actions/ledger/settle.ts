import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { logEntry } from '../../../../core/ledger/logEntry';
import type { LedgerOrder, LedgerScript } from '../../../../core/ledger/ledgerScript';
import type { SettleOutcome } from '../../../../core/ledger/settleOrder';
import { defaultOrders } from './claimFields';
import { claimHere, forgetClaim } from './claimsHere';
import { inWaves } from './inWaves';
import { readLedgerItems, withLogEntry } from './ledgerItems';
import { ledgerOf, runScripts } from './store';
import { takeTurn } from './takeTurn';

interface Settlement {
	doing: 'complete' | 'release';
	script(order: LedgerOrder, claimedHereMs?: number): LedgerScript<SettleOutcome>;
	/** What the user entered for the log entry. */
	remarks(itemIndex: number): { localId?: string; errorMessage?: string; responseSummary?: string };
}

/** Ends the claims of all items' orders, and adds a log entry to each item. */
export async function settle(
	context: IExecuteFunctions,
	{ doing, script, remarks }: Settlement,
): Promise<INodeExecutionData[][]> {
	const { named, unnamed: put } = readLedgerItems(context, doing);
	const ledger = ledgerOf(context);
	await takeTurn(ledger, async () => {
		for (const wave of inWaves(named)) {
			const scripts = wave.map(({ externalId, fingerprint }) => {
				// After the ERP's step an item often says nothing of the order's content any more; the claim does.
				const here = claimHere(ledger, externalId);
				return script(
					{ externalId, fingerprint: fingerprint || (here?.fingerprint ?? '') },
					here?.atMs,
				);
			});
			const outcomes = await runScripts(context, scripts, defaultOrders);
			for (const [index, item] of wave.entries()) {
				forgetClaim(ledger, item.externalId);
				const row = logEntry(outcomes[index] ?? 'completed', item, {
					nowMs: Date.now(),
					...remarks(item.itemIndex),
				});
				put.push(withLogEntry(context, item, row));
			}
		}
	});
	return [put];
}
