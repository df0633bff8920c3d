import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { pollForOrders } from './newOrderTrigger/pollForOrders';
import { pollProperties } from './newOrderTrigger/properties';

const toTry =
	'<b>To try it:</b> press the button above. It shows the newest orders, also old ones, and marks and remembers nothing.';

export class ApicbaseNewOrderTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Apicbase New Order Trigger',
		name: 'apicbaseNewOrderTrigger',
		icon: { light: 'file:../../icons/apicbase.svg', dark: 'file:../../icons/apicbase.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: 'New order found',
		description:
			'Asks Apicbase regularly for new orders and starts the workflow for each. Needs no public address.',
		eventTriggerDescription: '',
		triggerPanel: {
			header: 'Find new orders in Apicbase',
			executionsHelp: {
				inactive: `${toTry}<br /><br /><b>To go live:</b> publish this workflow. It then asks Apicbase at the times under <i>Poll Times</i>, and each new order starts it.`,
				active: `${toTry}<br /><br /><b>Live:</b> this workflow asks Apicbase at the times under <i>Poll Times</i>, and each new order starts it; see the executions list.`,
			},
			activationHint: {
				inactive: 'Publish the workflow to have each new order start it.',
				active: 'Each new order starts this workflow.',
			},
		},
		activationMessage: 'From now on each new order starts this workflow.',
		defaults: { name: 'Apicbase New Order Trigger' },
		polling: true,
		inputs: [],
		builderHint: {
			searchHint:
				'Polls Apicbase for new orders; needs the credential apicbaseOAuth2Api only. Output 0 is Orders. While delivery is untilSuccess, output 1 is Given Up: orders whose last attempt ended badly, to tell a person. While options.silenceAlarmHours is over 0, the last output is No New Orders.',
		},
		outputs: `={{ [{ type: "${NodeConnectionTypes.Main}", displayName: "Orders" }].concat($parameter["delivery"] === "untilSuccess" ? [{ type: "${NodeConnectionTypes.Main}", displayName: "Given Up" }] : []).concat($parameter["options"] && $parameter["options"]["silenceAlarmHours"] > 0 ? [{ type: "${NodeConnectionTypes.Main}", displayName: "No New Orders" }] : []) }}`,
		credentials: [{ name: 'apicbaseOAuth2Api', required: true }],
		properties: pollProperties,
	};

	poll = pollForOrders;
}
