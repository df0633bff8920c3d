import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { ApiProblem } from '../../../../core/api/problem';
import { claimOrder, type Claim } from '../../../../core/ledger/claimOrder';
import { logEntry } from '../../../../core/ledger/logEntry';
import { releaseOrder } from '../../../../core/ledger/settleOrder';
import { runsAsTool } from '../../runsAsTool';
import { itemFor } from '../eachItem';
import { readClaimSettings } from './claimFields';
import { claimHere, forgetClaim, rememberClaim } from './claimsHere';
import { inWaves } from './inWaves';
import type { LedgerItem } from './ledgerItem';
import { readLedgerItems, withLogEntry } from './ledgerItems';
import { ledgerOf, runScripts } from './store';
import { takeTurn } from './takeTurn';

interface Claimed extends Claim {
	item: LedgerItem;
	/** Claimed by a run of this process that may be alive. */
	heldHere: boolean;
}

const outputs = { claimed: 0, already_synced: 1, in_progress: 1, conflict: 1, changed: 2 } as const;

/**
 * Claims every item's order, or, when one of them stops the run, none. With On Error set to continue, n8n would send the
 * input on by the first output, Claimed, if this threw: what is not claimed leaves by Already Synced with its problem.
 */
export async function claimAll(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const put = context.continueOnFail() ? await claimOrTell(context) : await claimEach(context);
	// n8n hands an AI agent the first output only.
	return runsAsTool(context) ? [put.flat(), [], []] : put;
}

async function claimOrTell(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	try {
		return await claimEach(context);
	} catch (error) {
		return [[], context.getInputData().map((_, index) => unclaimed(context, error, index)), []];
	}
}

function unclaimed(
	context: IExecuteFunctions,
	error: unknown,
	itemIndex: number,
): INodeExecutionData {
	const message = error instanceof Error ? error.message : String(error);
	return {
		json: { error: message },
		error: new NodeOperationError(context.getNode(), message, { itemIndex }),
		pairedItem: { item: itemIndex },
	};
}

async function claimEach(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const { named, unnamed } = readLedgerItems(context, 'claim');
	const put: INodeExecutionData[][] = [[], unnamed, []];
	const settings = readClaimSettings(context);
	const ledger = ledgerOf(context);
	await takeTurn(ledger, async () => {
		const claims = await claimItems(context, ledger, named, settings);
		const stopping = claims.filter((one) => mustStop(one, settings.stopsWhenHeld));
		if (stopping.length > 0 && !context.continueOnFail())
			await giveBack(context, ledger, claims, settings.orders);
		for (const one of stopping) {
			const problem = one.outcome === 'conflict' ? otherNumber(one.item) : held(one.item);
			put[1]?.push(itemFor(context, problem, one.item.itemIndex));
		}
		for (const one of claims) {
			const { item, outcome } = one;
			if (outcome === 'conflict' || stopping.includes(one)) continue;
			put[outputs[outcome]]?.push(
				withLogEntry(context, item, logEntry(outcome, item, { nowMs: Date.now() })),
			);
		}
	});
	return put;
}

async function claimItems(
	context: IExecuteFunctions,
	ledger: string,
	named: readonly LedgerItem[],
	{ takeOverAfterMs, orders }: { takeOverAfterMs: number; orders: number },
): Promise<Claimed[]> {
	const claims: Claimed[] = [];
	for (const wave of inWaves(named)) {
		const nowMs = Date.now();
		const sinceMs = wave.map(({ externalId }) => claimHere(ledger, externalId)?.atMs);
		const scripts = wave.map((item, index) =>
			claimOrder(item, {
				nowMs,
				takeOverAfterMs,
				...(sinceMs[index] !== undefined && { claimedHereMs: sinceMs[index] }),
			}),
		);
		for (const [index, result] of (await runScripts(context, scripts, orders)).entries()) {
			const item = wave[index];
			if (item === undefined) continue;
			if (result.outcome === 'claimed' || result.outcome === 'changed')
				rememberClaim(ledger, item.externalId, {
					atMs: nowMs,
					fingerprint: item.fingerprint,
					owner: String(context.getExecutionId()),
				});
			claims.push({ ...result, item, heldHere: nowMs - (sinceMs[index] ?? 0) < takeOverAfterMs });
		}
	}
	return claims.sort((a, b) => a.item.itemIndex - b.item.itemIndex);
}

/**
 * An order that another run holds may leave quietly only while that run can still finish it. After a crash, on another
 * worker, or when the trigger tries again because a run ended badly, leaving quietly could lose the order.
 */
const mustStop = ({ outcome, item, heldHere }: Claimed, stopsWhenHeld: boolean): boolean =>
	outcome === 'conflict' ||
	(outcome === 'in_progress' && (stopsWhenHeld || !heldHere || item.attempt > 1));

/** One external ID for two orders: an account that was changed from test to production, or two accounts with one prefix. */
const otherNumber = ({ orderNumber, externalId }: LedgerItem): ApiProblem => ({
	kind: 'conflict',
	message: `Cannot claim order ${orderNumber ?? externalId}. The ledger has another order number under "${externalId}".`,
	description:
		"Two Apicbase accounts seem to share this ledger: give one of them another 'External ID Prefix' in its trigger. If the ledger is wrong, use 'Forget Order'.",
	status: null,
});

/** The run stops, so what it has just claimed is free for its next try. */
async function giveBack(
	context: IExecuteFunctions,
	ledger: string,
	claims: readonly Claimed[],
	orders: number,
): Promise<void> {
	const taken = claims
		.filter(({ outcome }) => outcome === 'claimed' || outcome === 'changed')
		.map(({ item }) => item);
	await runScripts(
		context,
		taken.map((item) => releaseOrder(item, claimHere(ledger, item.externalId)?.atMs)),
		orders,
	);
	for (const { externalId } of taken) forgetClaim(ledger, externalId);
}

const held = ({ orderNumber, externalId }: LedgerItem): ApiProblem => ({
	kind: 'conflict',
	message: `Cannot claim order ${orderNumber ?? externalId}. Another run holds it and has not finished.`,
	description:
		"Wait for that run to end. If it was cut short, the order is free again after the time under 'Take Over After (Minutes)'.",
	status: null,
});
