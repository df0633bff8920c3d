import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { refusal } from '../../../core/webhook/refusal';
import { withSync } from '../../../core/order/sync';
import {
	accepted,
	alreadyAccepted,
	nameOrder,
	signatureRefused,
	tooLarge,
	unavailable,
	type Answer,
} from '../../../core/webhook/answer';
import {
	judgeDelivery,
	type DeliveryRules,
	type Judgement,
} from '../../../core/webhook/judgeDelivery';
import { readSignature, signatureHeader } from '../../../core/webhook/signature';
import { readExternalIdPrefix } from '../externalIdPrefix';
import { acceptedOrders } from './acceptedOrders';
import { confirmSender } from './confirmSender';
import { readRawBody } from './readRawBody';
import { readDeliveryRules } from './readDeliveryRules';
import { takeTurn } from './takeTurn';

type Accepted = Extract<Judgement, { ok: true }>;
type Refused = Extract<Judgement, { ok: false }>;

/** The way of a delivery: signature, body, order, repeat, hand over. Every path answers; none throws. */
export async function receiveDelivery(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	try {
		return await receive(this);
	} catch (error) {
		this.logger.error(
			`Apicbase Trigger: an order could not be received. ${(error as Error).message}`,
		);
		return answerNow(this, unavailable());
	}
}

async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	// What needs no secret comes first, so that junk costs no decryption.
	const signature = readSignature(context.getRequestObject().headers[signatureHeader]);
	if (signature === undefined) return answerNow(context, signatureRefused());

	const rawBody = await readRawBody(context.getRequestObject());
	if (rawBody === 'too large') return answerNow(context, tooLarge());
	if (rawBody === 'cut off') return answerNow(context, signatureRefused());
	if (!(await confirmSender(context, rawBody, signature)))
		return answerNow(context, signatureRefused());

	const rules = readDeliveryRules(context, Date.now());
	const judgement = judgeDelivery(rawBody, rules, prefixOf(context));
	return judgement.ok
		? await takeOrder(context, judgement)
		: refuseOrder(context, judgement, rules);
}

async function takeOrder(
	context: IWebhookFunctions,
	{ order, fingerprint }: Accepted,
): Promise<IWebhookResponseData> {
	const response = context.getResponseObject();
	const externalIdPrefix = prefixOf(context);
	const named = nameOrder(order, externalIdPrefix);
	const key = `${context.getWorkflow().id}:${context.getNode().id}:${order.id}`;
	// A test run from the editor neither remembers nor is held back: people press the button again and again.
	const isTest = context.getMode() === 'manual';

	if (!isTest) await takeTurn(key, response);
	const seen = isTest ? 'new' : acceptedOrders.compare(key, fingerprint, Date.now());
	if (
		seen === 'repeat' &&
		context.getNodeParameter('onDuplicate', 'acknowledge') === 'acknowledge'
	) {
		return answerNow(context, alreadyAccepted(named));
	}
	response.once('finish', () => {
		const promised = response.statusCode >= 200 && response.statusCode < 300;
		if (promised && !isTest) acceptedOrders.remember(key, fingerprint, Date.now());
	});
	// In queue mode n8n leaves the status as it stands here when the run ends without answering.
	if (context.getNodeParameter('responseMode', 'onReceived') === 'responseNode')
		response.status(503);
	const item = withSync(order, {
		source: 'webhook',
		nowMs: Date.now(),
		fingerprint,
		changed: seen === 'changed',
		externalIdPrefix,
	});
	return {
		webhookResponse: accepted(named).body,
		workflowData: [[{ json: item as unknown as IDataObject }]],
	};
}

function refuseOrder(
	context: IWebhookFunctions,
	{ answer, payload, issues }: Refused,
	rules: DeliveryRules | undefined,
): IWebhookResponseData {
	const answered = answerNow(context, answer);
	if (payload === undefined || context.getNodeParameter('refusedOrders', 'discard') !== 'output')
		return answered;
	const item = refusal(payload, issues, {
		language: rules?.language,
		nowMs: Date.now(),
		externalIdPrefix: prefixOf(context),
	});
	return { ...answered, workflowData: [[], [{ json: item as unknown as IDataObject }]] };
}

const prefixOf = (context: IWebhookFunctions): string =>
	readExternalIdPrefix((name, fallback) => context.getNodeParameter(name, fallback));

/** Answers by hand, whatever the response mode, and starts no run by itself. */
function answerNow(context: IWebhookFunctions, { statusCode, body }: Answer): IWebhookResponseData {
	context.getResponseObject().status(statusCode).json(body);
	return { noWebhookResponse: true };
}
