import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { validationProperties } from './orderValidation/properties';
import { validateOrders } from './orderValidation/validateOrders';

const named = (...inputs: string[]) =>
	JSON.stringify(inputs.map((displayName) => ({ type: NodeConnectionTypes.Main, displayName })));

export class ApicbaseOrderValidation implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Apicbase Order Validation',
		name: 'apicbaseOrderValidation',
		icon: { light: 'file:../../icons/apicbase.svg', dark: 'file:../../icons/apicbase.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ ["Rules", $parameter["useArticles"] && "articles", $parameter["useCustomers"] && "customers"].filter(Boolean).join(", ") }}',
		description:
			'Check Apicbase orders before they go anywhere, and say in one sentence what is wrong with them',
		defaults: { name: 'Apicbase Order Validation' },
		inputs: `={{ $parameter["useArticles"] ? $parameter["useCustomers"] ? ${named('Orders', 'Articles', 'Customers')} : ${named('Orders', 'Articles')} : $parameter["useCustomers"] ? ${named('Orders', 'Customers')} : ["${NodeConnectionTypes.Main}"] }}`,
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Valid', 'Invalid'],
		builderHint: {
			searchHint:
				'Needs no credential. Output 0 is Valid, output 1 is Invalid. Input 1 takes articles while useArticles is on; customers come in behind it while useCustomers is on. The next steps read validation.lines, validation.deliveryDate, validation.customerMessage and, by Invalid, validation.summary and validation.staffMessage.',
		},
		usableAsTool: true,
		properties: validationProperties,
	};

	execute = validateOrders;
}
