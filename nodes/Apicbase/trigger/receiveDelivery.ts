import { IANAZone } from 'luxon';
import {
	getGlobalState,
	type IDataObject,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { readOrderedOnMs } from '../../../core/timestamp';
import { withSync } from '../../../core/order/sync';
import { prepareChecks } from '../../../core/validation/checkOrder';
import { isGone, type Admission } from '../../../core/webhook/acceptedOrders';
import {
	receiveOrder,
	refusedItem,
	refuseSuperseded,
	type DeliveryRules,
	type ReceivedOrder,
} from '../../../core/webhook/receiveOrder';
import {
	accepted,
	alreadyAccepted,
	nameOrder,
	signatureRefused,
	tooLarge,
	unavailable,
	type Answer,
} from '../../../core/webhook/response';
import { largestBody, readSignature, signatureHeader } from '../../../core/webhook/signature';
import { readExternalIdPrefix } from '../externalIdPrefix';
import { nameInLog } from '../nameInLog';
import { settingsReader } from '../rules/readSettings';
import { rulesWithoutLists, settingNamesFor } from '../rules/settings';
import { unsetTimeZone } from '../rules/unsetTimeZone';
import { acceptedOrders, defaultMaxUnderWay, enter, watchSender } from './deliveries';
import { refuseWithoutData } from './refuseWithoutData';
import { verifySender, whereIn } from './verifySender';

type Received = Extract<ReceivedOrder, { ok: true }>;
type Refused = Extract<ReceivedOrder, { ok: false }>;
type WebhookRequest = ReturnType<IWebhookFunctions['getRequestObject']>;

/** The way of a delivery: signature, body, sender, order, its turn, hand over. Every path answers; none throws. */
export async function receiveDelivery(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	try {
		return await receive(this);
	} catch (error) {
		const { message, description } = error as Error & { description?: unknown };
		const nextStep = typeof description === 'string' ? ` ${description}` : '';
		this.logger.error(
			`Apicbase Trigger: an order could not be received. ${message ?? String(error)}${nextStep}`,
		);
		return answerNow(this, unavailable());
	}
}

async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	// What needs no secret comes first, so that junk costs no decryption.
	const request = context.getRequestObject();
	const signature = readSignature(request.headers[signatureHeader]);
	if (signature === undefined) {
		context.logger.warn(
			'Apicbase Trigger: an order was refused. It came without a signature that can be read. Either Apicbase does not sign your orders yet, or somebody else called this address.',
			whereIn(context),
		);
		return answerNow(context, signatureRefused());
	}
	const body = await readRawBody(request);
	if (body.kind === 'too_large') return answerInLog(context, tooLarge());
	if (body.kind === 'unreadable') {
		context.logger.warn(
			'Apicbase Trigger: an order was refused. Its body could not be read. Either it was cut off on its way, or it is not compressed as it says.',
			whereIn(context),
		);
		return answerNow(context, signatureRefused());
	}
	if (!(await verifySender(context, body.bytes, signature)))
		return answerNow(context, signatureRefused());

	const rules = readRules(context);
	const received = receiveOrder(body.bytes, rules);
	if (!received.ok) return refuse(context, received, rules);
	// A test run from the editor is neither remembered nor held back: people press the button again and again.
	return context.getMode() === 'manual'
		? start(context, received, rules)
		: await admit(context, received, rules);
}

/** Lets an order in when it is its turn, is no repeat, and there is a place for it. */
async function admit(
	context: IWebhookFunctions,
	received: Received,
	rules: DeliveryRules,
): Promise<IWebhookResponseData> {
	const { order, fingerprint } = received;
	const response = context.getResponseObject();
	const triggerKey = `${context.getWorkflow().id}:${context.getNode().id}`;
	const key = `${triggerKey}:${order.id}`;
	const version = { fingerprint, orderedOnMs: readOrderedOnMs(order.ordered_on) };
	const named = nameOrder(order, rules.externalIdPrefix);

	const admission = await acceptedOrders.admit(key, version, response);
	if (admission === 'sender_gone') return { noWebhookResponse: true };
	const runsRepeats = context.getNodeParameter('onDuplicate', 'acknowledge') === 'run';
	if (admission === 'repeat' && !runsRepeats)
		return answerNow(context, alreadyAccepted(named, rules.language));
	if (admission === 'superseded' && !runsRepeats)
		return refuse(context, refuseSuperseded(order, rules), rules);

	if (context.getNodeParameter('responseMode', 'onReceived') !== 'onReceived') {
		const entry = await enter(triggerKey, response, maxUnderWay(context));
		if (entry === 'sender_gone') return { noWebhookResponse: true };
		if (entry === 'busy') return answerInLog(context, unavailable(named, rules.language));
	}
	const unanswered = acceptedOrders.unansweredRuns(key);
	acceptedOrders.watch(key, version, response);
	return start(context, received, rules, { admission, unanswered });
}

/** Hands an order to a run; n8n answers when it has stored it, or what the run answers. */
function start(
	context: IWebhookFunctions,
	{ order, fingerprint }: Received,
	rules: DeliveryRules,
	{ admission, unanswered }: { admission: Admission; unanswered: number } = {
		admission: 'new',
		unanswered: 0,
	},
): IWebhookResponseData {
	const response = context.getResponseObject();
	const notices = [
		...(admission === 'superseded' ? ['A newer version of this order was accepted before.'] : []),
		...(unanswered > 0
			? [
					'This order was handed to a run before, and its sender left before an answer was written. That run may have brought it into the ERP.',
				]
			: []),
	];
	const item = withSync(order, {
		source: 'webhook',
		nowMs: Date.now(),
		fingerprint,
		changed: admission === 'changed' || admission === 'superseded',
		attempt: unanswered + 1,
		externalIdPrefix: rules.externalIdPrefix,
		notices,
		language: rules.language,
	});
	watchSender(item.sync, response);
	const named = nameOrder(order, rules.externalIdPrefix);
	const responseMode = context.getNodeParameter('responseMode', 'onReceived');
	// In queue mode n8n keeps this status when the run ends without answering.
	if (responseMode === 'responseNode') response.status(503);
	if (responseMode === 'lastNode') refuseWithoutData(response, unavailable(named, rules.language));
	return {
		webhookResponse: accepted(named, rules.language).body,
		workflowData: [[{ json: item as unknown as IDataObject }]],
	};
}

function refuse(
	context: IWebhookFunctions,
	{ answer, refusal }: Refused,
	rules: DeliveryRules,
): IWebhookResponseData {
	const answered = answerInLog(context, answer);
	if (refusal === undefined || context.getNodeParameter('refusedOrders', 'discard') !== 'output')
		return answered;
	const json = refusedItem(refusal, rules) as unknown as IDataObject;
	return { ...answered, workflowData: [[], [{ json }]] };
}

/** Answers what no run gets; the log says which order it was, and by code why. */
function answerInLog(context: IWebhookFunctions, answer: Answer): IWebhookResponseData {
	const { order_number: orderNumber, issues } = answer.body;
	const codes = [...new Set(issues.map(({ code }) => code))].join(', ');
	const zone = /deliver|cut_off/.test(codes)
		? unsetTimeZone(context.getNode(), context.getTimezone())
		: undefined;
	context.logger.warn(
		`Apicbase Trigger: ${nameInLog(orderNumber)} was refused (${codes}). The customer reads why.${zone === undefined ? '' : ` ${zone}`}`,
	);
	return answerNow(context, answer);
}

/** Answers by hand, whatever the response mode, and starts no run by itself. */
function answerNow(context: IWebhookFunctions, { statusCode, body }: Answer): IWebhookResponseData {
	const response = context.getResponseObject();
	if (!isGone(response) && !response.headersSent) response.status(statusCode).json(body);
	return { noWebhookResponse: true };
}

/** The body's bytes as they came (n8n has undone gzip and deflate), or why they cannot be had. */
async function readRawBody(
	request: WebhookRequest,
): Promise<{ kind: 'read'; bytes: Buffer } | { kind: 'too_large' } | { kind: 'unreadable' }> {
	if (Number(request.headers['content-length'] ?? 0) > largestBody) return { kind: 'too_large' };
	const fault = request.rawBody
		? undefined
		: await request.readRawBody().then(
				() => undefined,
				(reason: unknown) => reason as { type?: string },
			);
	const bytes = request.rawBody ?? Buffer.alloc(0);
	// The name that raw-body, which n8n reads with, gives it: https://github.com/stream-utils/raw-body#errors
	if (fault?.type === 'entity.too.large' || bytes.length > largestBody)
		return { kind: 'too_large' };
	return fault === undefined ? { kind: 'read', bytes } : { kind: 'unreadable' };
}

/** What an order must pass before it is answered, from the node's parameters; throws what cannot be used. */
function readRules(context: IWebhookFunctions): DeliveryRules {
	const nowMs = Date.now();
	const externalIdPrefix = readExternalIdPrefix((name, fallback) =>
		context.getNodeParameter(name, fallback),
	);
	const checksRules = context.getNodeParameter('checks', 'rules') !== 'structure';
	const source = {
		node: context.getNode(),
		timeZone: checksRules ? timeZoneOf(context) : 'UTC',
		evaluate: (name: string) => context.getNodeParameter(name, ''),
	};
	const names = checksRules ? settingNamesFor(rulesWithoutLists) : (['messageLanguage'] as const);
	const settings = settingsReader(source, names)(0);
	return {
		...(checksRules && { checks: prepareChecks(settings, {}) }),
		language: settings.messageLanguage,
		externalIdPrefix,
		nowMs,
	};
}

/** The workflow's time zone; n8n's own where the workflow's is none, as the `DEFAULT` that n8n's REST API keeps. */
function timeZoneOf(context: IWebhookFunctions): string {
	const ofWorkflow = context.getTimezone();
	if (isTimeZone(ofWorkflow)) return ofWorkflow;
	const { defaultTimezone } = getGlobalState();
	const used = isTimeZone(defaultTimezone) ? defaultTimezone : 'UTC';
	context.logger.warn(
		`Apicbase Trigger: "${ofWorkflow}" is not a time zone, so delivery days are read in ${used}. Choose a time zone in the settings of the workflow, or in the node's 'Time Zone'.`,
	);
	return used;
}

/** Zones that luxon has made are kept by it; asking Intl about a name each time costs more than all rules. */
const isTimeZone = (name: string): boolean => IANAZone.create(name).isValid;

/** How many orders may be under way at once: a whole number of 1 or more, else the default. */
function maxUnderWay(context: IWebhookFunctions): number {
	const chosen = Math.floor(Number(context.getNodeParameter('options.maxUnderWay', '')));
	return chosen >= 1 ? chosen : defaultMaxUnderWay;
}
