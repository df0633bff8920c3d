import type { INodeParameters, IWebhookDescription, WEBHOOK_RESOLVERS } from 'n8n-workflow';

/** What n8n answers by itself, by the response mode: as an expression for the editor, and as the function that computes the same. */
const byResponseMode = {
	responseMode: {
		template: '={{ $parameter["responseMode"] }}',
		resolve: ({ responseMode }: INodeParameters) => responseMode,
	},
	// A run that ends without answering is a refusal, never a promise.
	responseCode: {
		template: '={{ $parameter["responseMode"] === "responseNode" ? 503 : 200 }}',
		resolve: ({ responseMode }: INodeParameters) => (responseMode === 'responseNode' ? 503 : 200),
	},
	responseData: {
		template: '={{ $parameter["responseMode"] === "lastNode" ? "firstEntryJson" : "" }}',
		resolve: ({ responseMode }: INodeParameters) =>
			responseMode === 'lastNode' ? 'firstEntryJson' : '',
	},
};

/**
 * Where n8n 2.41 looks for such functions (WEBHOOK_RESOLVERS in n8n-workflow). With them it answers an order without its
 * expression engine; an older n8n knows neither the key nor the constant, and evaluates the expressions.
 */
const resolvers = Symbol.for('n8n.webhookDescriptionResolvers') as typeof WEBHOOK_RESOLVERS;

export const responseFields = {
	responseMode: byResponseMode.responseMode.template,
	responseCode: byResponseMode.responseCode.template,
	responseData: byResponseMode.responseData.template,
	[resolvers]: byResponseMode,
} satisfies Partial<IWebhookDescription>;
