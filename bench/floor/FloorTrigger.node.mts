import type {
	IDataObject,
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

/**
 * The least a community trigger can do, which is what n8n itself costs: read the credential and start a run, or answer
 * 403. It checks nothing and must never be used.
 */
export class FloorTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Floor Trigger',
		name: 'floorTrigger',
		group: ['trigger'],
		// Of version 1 n8n asks an expression about the body for each call; of a higher one it does not.
		version: [1, 2],
		description: 'Measures what n8n costs',
		defaults: { name: 'Floor Trigger' },
		inputs: [],
		outputs: ['main'],
		credentials: [{ name: 'apicbaseOAuth2Api', required: true }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				path: 'webhook',
				responseMode: 'onReceived',
				responseData: '',
			},
		],
		properties: [{ displayName: 'Task', name: 'task', type: 'string', default: 'accept' }],
	};

	webhookMethods = {
		default: {
			checkExists(this: IHookFunctions): Promise<boolean> {
				return Promise.resolve(true);
			},
			create(this: IHookFunctions): Promise<boolean> {
				return Promise.resolve(true);
			},
			delete(this: IHookFunctions): Promise<boolean> {
				return Promise.resolve(true);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		await this.getCredentials('apicbaseOAuth2Api');
		if (this.getNodeParameter('task') === 'refuse') {
			this.getResponseObject().status(403).json({ status: 'refused' });
			return { noWebhookResponse: true };
		}
		const order = this.getRequestObject().body as IDataObject;
		return { webhookResponse: { status: 'accepted' }, workflowData: [[{ json: order }]] };
	}
}
