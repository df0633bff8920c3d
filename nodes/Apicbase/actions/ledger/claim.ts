import {
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
	NodeOperationError,
} from 'n8n-workflow';
import type { ApiProblem } from '../../../../core/api/problem';
import { claimOrder, type Claim } from '../../../../core/ledger/claimOrder';
import { logEntry } from '../../../../core/ledger/logEntry';
import { releaseOrder } from '../../../../core/ledger/endClaim';
import { minuteMs } from '../../../../core/timestamp';
import { runsAsTool } from '../../runsAsTool';
import { problemItem, type Operation } from '../operation';
import {
	batchDistinctOrders,
	orderFields,
	readLedgerItems,
	withLogEntry,
	type LedgerItem,
} from './ledgerItem';
import { warnOfSeveralWorkers } from './severalWorkers';
import { Ledger } from './store';

const defaultMinutes = 30;
const mostMinutes = 1440;
const defaultOrders = 10_000;
const fewestOrders = 100;

const claimFields: INodeProperties[] = [
	{
		displayName:
			"Follow 'Claimed' and 'Changed' with a look-up of the external ID in the ERP, then 'Complete Order' after it worked and 'Release Order' after it did not. Keep all three in the same workflow.",
		name: 'claimNotice',
		type: 'notice',
		default: '',
	},
	...orderFields,
	{
		displayName: 'Take Over After (Minutes)',
		name: 'takeOverAfterMinutes',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: mostMinutes },
		default: defaultMinutes,
		description:
			'How long a claim holds that was neither completed nor released, because the run was cut short',
	},
	{
		displayName: 'When Another Run Holds the Order',
		name: 'whenHeld',
		type: 'options',
		options: [
			{
				name: "Send to 'Already Synced'",
				value: 'alreadySynced',
				description:
					'As long as that run may be alive in this n8n process; else, and when this is a repeated attempt, the run stops, so that the order is not lost',
			},
			{
				name: 'Stop the Run',
				value: 'stop',
				description: 'So that the trigger, or the customer, tries again',
			},
		],
		default: 'stop',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Orders to Remember',
				name: 'maxOrders',
				type: 'number',
				typeOptions: { minValue: 100 },
				default: 10000,
				description: 'The oldest are forgotten; the look-up in the ERP decides then',
			},
		],
	},
];

export const claim: Operation = {
	name: 'Claim Order',
	action: 'Claim an order in the ledger',
	description:
		'Take an order before the ERP is touched, unless it was completed before or another run holds it',
	properties: claimFields,
	allItems: claimAll,
};

/** What the user decides about the claim of an item. */
interface ClaimSettings {
	takeOverAfterMs: number;
	stopsWhenHeld: boolean;
	orders: number;
}

type ItemToClaim = LedgerItem & ClaimSettings;

interface Claimed extends Claim {
	item: ItemToClaim;
	/** Claimed by a run of this process that may be alive. */
	heldHere: boolean;
}

const outputOf = {
	claimed: 0,
	already_synced: 1,
	in_progress: 1,
	conflict: 1,
	changed: 2,
} as const;

/**
 * Claims every item's order, or, when one of them stops the run, none. With On Error set to continue, n8n would send the
 * input on by the first output, Claimed, if this threw: what is not claimed leaves by Already Synced with its problem.
 */
async function claimAll(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	warnOfSeveralWorkers(context);
	const outputs = context.continueOnFail() ? await claimOrTell(context) : await claimEach(context);
	// n8n hands an AI agent the first output only.
	return runsAsTool(context) ? [outputs.flat(), [], []] : outputs;
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
	const outputs: INodeExecutionData[][] = [[], unnamed, []];
	const ledger = new Ledger(context);
	const items = named.map((item) => ({ ...item, ...readClaimSettings(context, item.itemIndex) }));
	// The items share one ledger, so the highest of their numbers holds.
	const orders = items.reduce((most, item) => Math.max(most, item.orders), fewestOrders);
	await ledger.takeTurn(async () => {
		const claims = await claimItems(context, ledger, items, orders);
		const stopping = claims.filter(mustStop);
		if (stopping.length > 0 && !context.continueOnFail()) await giveBack(ledger, claims, orders);
		for (const { item, outcome } of stopping) {
			const problem = outcome === 'conflict' ? otherNumber(item) : held(item);
			outputs[1]?.push(problemItem(context, problem, item.itemIndex));
		}
		for (const one of claims) {
			const { item, outcome } = one;
			if (outcome === 'conflict' || stopping.includes(one)) continue;
			const row = logEntry(outcome, item, { nowMs: Date.now() });
			outputs[outputOf[outcome]]?.push(withLogEntry(context, item, row));
		}
	});
	return outputs;
}

async function claimItems(
	context: IExecuteFunctions,
	ledger: Ledger,
	items: readonly ItemToClaim[],
	orders: number,
): Promise<Claimed[]> {
	const claims: Claimed[] = [];
	const owner = String(context.getExecutionId());
	for (const batch of batchDistinctOrders(items)) {
		const nowMs = Date.now();
		const sinceMs = performance.now();
		const claimedHere = batch.map(({ externalId }) => {
			const local = ledger.localClaim(externalId);
			return local === undefined ? undefined : { atMs: local.atMs, ageMs: sinceMs - local.sinceMs };
		});
		const scripts = batch.map((item, index) => {
			const { takeOverAfterMs } = item;
			return claimOrder(item, { nowMs, takeOverAfterMs, claimedHere: claimedHere[index] });
		});
		const results = await ledger.runScripts(scripts, orders);
		for (const [index, item] of batch.entries()) {
			const result = results[index];
			if (result === undefined) continue;
			if (isTaken(result))
				ledger.rememberClaim(item.externalId, {
					atMs: nowMs,
					sinceMs,
					fingerprint: item.fingerprint,
					owner,
				});
			const ageMs = claimedHere[index]?.ageMs ?? Number.POSITIVE_INFINITY;
			const heldHere = ageMs < item.takeOverAfterMs;
			claims.push({ ...result, item, heldHere });
		}
	}
	return claims.sort((a, b) => a.item.itemIndex - b.item.itemIndex);
}

const isTaken = ({ outcome }: Claim): boolean => outcome === 'claimed' || outcome === 'changed';

/**
 * An order that another run holds may leave quietly only while that run can still finish it. After a crash, on another
 * worker, or when the trigger tries again because a run ended badly, leaving quietly could lose the order.
 */
const mustStop = ({ outcome, item, heldHere }: Claimed): boolean =>
	outcome === 'conflict' ||
	(outcome === 'in_progress' && (item.stopsWhenHeld || !heldHere || item.attempt > 1));

/** One external ID for two orders: an account that was changed from test to production, or two accounts with one prefix. */
const otherNumber = ({ orderNumber, externalId }: LedgerItem): ApiProblem => ({
	kind: 'conflict',
	message: `Cannot claim order ${orderNumber ?? externalId}. The ledger has another order number under "${externalId}".`,
	description:
		"Two Apicbase accounts seem to share this ledger: give one of them another 'External ID Prefix' in its trigger. If the ledger is wrong, use 'Forget Order'.",
	status: null,
});

/** The run stops, so what it has just claimed is free for its next attempt. */
async function giveBack(ledger: Ledger, claims: readonly Claimed[], orders: number): Promise<void> {
	const taken = claims.filter(isTaken).map(({ item }) => item);
	const scripts = taken.map((item) => releaseOrder(item, ledger.localClaim(item.externalId)?.atMs));
	await ledger.runScripts(scripts, orders);
	for (const { externalId } of taken) ledger.forgetClaim(externalId);
}

const held = ({ orderNumber, externalId }: LedgerItem): ApiProblem => ({
	kind: 'conflict',
	message: `Cannot claim order ${orderNumber ?? externalId}. Another run holds it and has not finished.`,
	description:
		"Wait for that run to end. If it was cut short, the order is free again after the time under 'Take Over After (Minutes)'.",
	status: null,
});

/** The user's settings for the claim of an item. */
export function readClaimSettings(context: IExecuteFunctions, itemIndex: number): ClaimSettings {
	const options = context.getNodeParameter('options', itemIndex, {}) as IDataObject;
	const minutes = context.getNodeParameter('takeOverAfterMinutes', itemIndex, defaultMinutes);
	return {
		takeOverAfterMs: readMinutes(minutes) * minuteMs,
		stopsWhenHeld: context.getNodeParameter('whenHeld', itemIndex, 'stop') !== 'alreadySynced',
		orders: readOrders(options.maxOrders),
	};
}

/** Whatever an expression gives, the ledger is never wiped: what is no number above zero means the default. */
function readOrders(value: unknown): number {
	const orders = typeof value === 'number' || typeof value === 'string' ? Number(value) : 0;
	return Number.isFinite(orders) && orders > 0
		? Math.max(fewestOrders, Math.floor(orders))
		: defaultOrders;
}

/** What is no time at all, as from an expression that gives nothing, must not set every claim free. */
function readMinutes(value: unknown): number {
	const minutes = Number(value);
	return minutes > 0 ? Math.min(minutes, mostMinutes) : defaultMinutes;
}
