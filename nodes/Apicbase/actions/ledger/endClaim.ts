import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { ApiProblem } from '../../../../core/api/problem';
import type { LedgerOrder, LedgerScript } from '../../../../core/ledger/ledgerKeys';
import { logEntry, type LogRemarks } from '../../../../core/ledger/logEntry';
import { readRecordId } from '../../../../core/ledger/recordId';
import {
	completeOrder,
	forgetOrder,
	releaseOrder,
	type EndOutcome,
} from '../../../../core/ledger/endClaim';
import { problemItem, type Operation } from '../operation';
import {
	batchDistinctOrders,
	orderFields,
	readLedgerItems,
	withLogEntry,
	type LedgerItem,
} from './ledgerItem';
import { Ledger } from './store';

export const complete: Operation = {
	name: 'Complete Order',
	action: 'Complete an order in the ledger',
	description: 'Note that an order is in the ERP, so that no later run writes it again',
	properties: [
		...orderFields,
		{
			displayName: 'ERP Record ID',
			name: 'localId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. SO-2026-0815',
			description: "The ERP's own ID of the record, for the log entry",
		},
		{
			displayName: 'Response Summary',
			name: 'responseSummary',
			type: 'string',
			default: '',
			description:
				'What the ERP answered, in a few words without names of people, for the log entry',
		},
	],
	allItems: async (context) =>
		await endClaims(context, {
			doing: 'complete',
			script: completeOrder,
			readRemarks: (item) => {
				const localId = readRecordId(context.getNodeParameter('localId', item.itemIndex, ''));
				if (localId === undefined) return { ok: false, problem: noRecord(item) };
				const responseSummary = readText(context, 'responseSummary', item);
				return { ok: true, remarks: { localId, responseSummary } };
			},
		}),
};

export const release: Operation = {
	name: 'Release Order',
	action: 'Release an order in the ledger',
	description:
		'Give an order back that could not be written to the ERP, so that the next attempt is not treated as a repeat',
	properties: [
		...orderFields,
		{
			displayName: 'Reason',
			name: 'reason',
			type: 'string',
			default: '={{ $json.error?.message ?? $json.error }}',
			description: 'Why it did not work, without names of people, for the log entry',
		},
	],
	allItems: async (context) =>
		await endClaims(context, {
			doing: 'release',
			script: releaseOrder,
			readRemarks: (item) => ({
				ok: true,
				remarks: { errorMessage: readText(context, 'reason', item) },
			}),
		}),
};

export const forget: Operation = {
	name: 'Forget Order',
	action: 'Forget an order in the ledger',
	description:
		'Free a completed order whose record in the ERP is gone, so that it can be written again',
	properties: orderFields,
	allItems: async (context) =>
		await endClaims(context, {
			doing: 'forget',
			script: forgetOrder,
			readRemarks: () => ({ ok: true, remarks: {} }),
		}),
};

function readText(context: IExecuteFunctions, name: string, { itemIndex }: LedgerItem): string {
	const text: unknown = context.getNodeParameter(name, itemIndex, '');
	return typeof text === 'string' ? text : '';
}

interface ClaimEnd {
	doing: 'complete' | 'release' | 'forget';
	script(order: LedgerOrder, claimedHereMs?: number): LedgerScript<EndOutcome | 'in_progress'>;
	/** What the user entered for the log entry. */
	readRemarks(
		item: LedgerItem,
	): { ok: true; remarks: LogRemarks } | { ok: false; problem: ApiProblem };
}

/** Ends the claims of all items' orders, and adds a log entry to each item. */
async function endClaims(
	context: IExecuteFunctions,
	{ doing, script, readRemarks }: ClaimEnd,
): Promise<INodeExecutionData[][]> {
	const { named, unnamed: items } = readLedgerItems(context, doing);
	const ledger = new Ledger(context);
	const run = String(context.getExecutionId());
	const problems: Array<{ item: LedgerItem; problem: ApiProblem }> = [];
	const remarksOf = new Map<LedgerItem, LogRemarks>();
	await ledger.takeTurn(async () => {
		// Another run may have taken the claim over while this one waited for its turn.
		for (const item of named) {
			const owner = ledger.localClaim(item.externalId)?.owner ?? run;
			const read =
				owner === run ? readRemarks(item) : { ok: false as const, problem: held(doing, item) };
			if (read.ok) remarksOf.set(item, read.remarks);
			else problems.push({ item, problem: read.problem });
		}
		for (const batch of batchDistinctOrders([...remarksOf.keys()])) {
			const scripts = batch.map(({ externalId, fingerprint, orderNumber }) => {
				// After the ERP's step an item often says nothing of the order's content any more; the claim does.
				const claim = ledger.localClaim(externalId);
				return script(
					{ externalId, orderNumber, fingerprint: fingerprint || (claim?.fingerprint ?? '') },
					claim?.atMs,
				);
			});
			const outcomes = await ledger.runScripts(scripts);
			for (const [index, item] of batch.entries()) {
				const outcome = outcomes[index];
				if (outcome === undefined) continue;
				if (outcome === 'in_progress') {
					problems.push({ item, problem: held(doing, item) });
					continue;
				}
				ledger.forgetClaim(item.externalId);
				const row = logEntry(outcome, item, { nowMs: Date.now(), ...remarksOf.get(item) });
				items.push(withLogEntry(context, item, row));
			}
		}
	});
	// What can be ended is ended first: an order that is in the ERP is not lost for another item's sake.
	for (const { item, problem } of problems)
		items.push(problemItem(context, problem, item.itemIndex));
	return [items];
}

const noRecord = ({ orderNumber, externalId }: LedgerItem): ApiProblem => ({
	kind: 'conflict',
	message: `Cannot complete order ${orderNumber ?? externalId}. 'ERP Record ID' names no record.`,
	description:
		"Look at what the ERP answered: it may have refused the order under status 200. Take the record's ID from its answer, and use 'Release Order' when there is none.",
	status: null,
});

const held = (doing: string, { orderNumber, externalId }: LedgerItem): ApiProblem => ({
	kind: 'conflict',
	message: `Cannot ${doing} order ${orderNumber ?? externalId}. Another run holds it.`,
	description:
		"Only the run that claimed an order ends its claim. Look at that run in n8n's list of executions; when it was cut short, claim the order again after the time under 'Take Over After (Minutes)'.",
	status: null,
});
