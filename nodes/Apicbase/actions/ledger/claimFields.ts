import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { orderFields } from './ledgerItem';
import { minuteMs } from '../../../../core/timestamp';

const defaultMinutes = 30;
const mostMinutes = 1440;

export const claimFields: INodeProperties[] = [
	{
		displayName:
			"Follow 'Claimed' and 'Changed' with a look-up of the external ID in the ERP, then 'Complete Order' after it worked and 'Release Order' after it did not. All three must stand in the same workflow.",
		name: 'claimNotice',
		type: 'notice',
		default: '',
	},
	...orderFields,
	{
		displayName: 'Take Over After (Minutes)',
		name: 'takeOverAfterMinutes',
		type: 'number',
		typeOptions: { minValue: 0.1, maxValue: mostMinutes, numberPrecision: 1 },
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
		placeholder: 'Add Option',
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

const defaultOrders = 10_000;
const fewestOrders = 100;

/** The user's settings for this run's claims. */
export function readClaimSettings(context: IExecuteFunctions): {
	takeOverAfterMs: number;
	stopsWhenHeld: boolean;
	orders: number;
} {
	const options = context.getNodeParameter('options', 0, {}) as IDataObject;
	return {
		takeOverAfterMs:
			readMinutes(context.getNodeParameter('takeOverAfterMinutes', 0, defaultMinutes)) * minuteMs,
		stopsWhenHeld: context.getNodeParameter('whenHeld', 0, 'stop') !== 'alreadySynced',
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
