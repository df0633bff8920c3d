import type { INodeProperties } from 'n8n-workflow';
import { defaultExternalIdPrefix } from '../../core/order/sync';

/** The option of the triggers and of reading orders that tells orders of two accounts apart in one ERP. */
export const externalIdPrefixOption: INodeProperties = {
	displayName: 'External ID Prefix',
	name: 'externalIdPrefix',
	type: 'string',
	default: defaultExternalIdPrefix,
	description:
		"Text in front of the order's ID in sync.externalId. Use the same in both triggers and in Get and Get Many of orders, and another one for a test account that shares the ERP.",
};

/** The prefix that was chosen; an empty field means none, and an expression that gave nothing means the default. */
export function readExternalIdPrefix(read: (name: string, fallback: string) => unknown): string {
	const chosen = read('options.externalIdPrefix', defaultExternalIdPrefix);
	return typeof chosen === 'string' || typeof chosen === 'number'
		? String(chosen).trim()
		: defaultExternalIdPrefix;
}
