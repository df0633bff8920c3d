import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { pollForOrders } from './newOrderTrigger/pollForOrders';
import { pollProperties } from './newOrderTrigger/properties';

export class ApicbaseNewOrderTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Apicbase New Order Trigger',
		name: 'apicbaseNewOrderTrigger',
		icon: { light: 'file:../../icons/apicbase.svg', dark: 'file:../../icons/apicbase.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: 'New order found',
		description: 'Starts the workflow for each new order that Apicbase lists',
		eventTriggerDescription: '',
		activationMessage: 'From now on each new order starts this workflow.',
		defaults: { name: 'Apicbase New Order Trigger' },
		polling: true,
		inputs: [],
		outputs: `={{ [{ type: "${NodeConnectionTypes.Main}", displayName: "Orders" }].concat($parameter["delivery"] === "untilSuccess" ? [{ type: "${NodeConnectionTypes.Main}", displayName: "Given Up" }] : []).concat($parameter["options"] && $parameter["options"]["silenceAlarmHours"] > 0 ? [{ type: "${NodeConnectionTypes.Main}", displayName: "Silence" }] : []) }}`,
		credentials: [{ name: 'apicbaseOAuth2Api', required: true }],
		properties: pollProperties,
	};

	poll = pollForOrders;
}
