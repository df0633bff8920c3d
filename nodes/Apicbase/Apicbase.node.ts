import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { actionProperties, execute } from './actions/resources';
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
		description: 'Receive Apicbase orders, look them up, answer the customer, upload articles',
		defaults: { name: 'Apicbase' },
		inputs: [main],
		outputs: `={{ $parameter["resource"] === "ledger" && $parameter["operation"] === "claim" ? [{ type: "${main}", displayName: "Claimed" }, { type: "${main}", displayName: "Already Synced" }, { type: "${main}", displayName: "Changed" }] : ["${main}"] }}`,
		builderHint: {
			searchHint:
				'Orders, customers and articles of Apicbase, with the credential apicbaseOAuth2Api; the resources Answer and Ledger need none. Ledger, Claim has output 0 Claimed (write to the ERP, then Complete, or Release when it did not work), output 1 Already Synced and output 2 Changed (completed before with other content); every other operation has one output. Keep Claim, Complete and Release in one workflow.',
		},
		usableAsTool: true,
		credentials: [
			{
				name: 'apicbaseOAuth2Api',
				required: true,
				displayOptions: { show: { resource: ['order', 'customer', 'article'] } },
			},
		],
		properties: actionProperties,
	};

	methods = { listSearch: { searchCustomers, searchOrders } };

	execute = execute;
}
