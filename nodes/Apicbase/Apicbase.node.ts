import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { propertiesOf } from './actions/operation';
import { resources } from './actions/resources';
import { runOperation } from './actions/runOperation';
import { searchCustomers } from './methods/searchCustomers';
import { searchOrders } from './methods/searchOrders';

const main = NodeConnectionTypes.Main;

export class Apicbase implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Apicbase',
		name: 'apicbase',
		icon: { light: 'file:../../icons/apicbase.svg', dark: 'file:../../icons/apicbase.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description:
			'Look up, mark and answer orders, keep customers and articles, and make retries safe',
		defaults: { name: 'Apicbase' },
		inputs: [main],
		outputs: `={{ $parameter["resource"] === "ledger" && $parameter["operation"] === "claim" ? [{ type: "${main}", displayName: "Claimed" }, { type: "${main}", displayName: "Already Synced" }, { type: "${main}", displayName: "Changed" }] : ["${main}"] }}`,
		usableAsTool: true,
		credentials: [
			{
				name: 'apicbaseOAuth2Api',
				required: true,
				displayOptions: { show: { resource: ['order', 'customer', 'article'] } },
			},
		],
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: resources.map(({ option }) => option),
				default: 'order',
			},
			...resources.flatMap(propertiesOf),
		],
	};

	methods = { listSearch: { searchCustomers, searchOrders } };

	execute = runOperation;
}
