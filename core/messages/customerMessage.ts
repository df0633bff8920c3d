import { formatDiagnostic, type Diagnostic } from './issue';
import { say, type Language, type Sentences } from './language';

/** More sentences than this help nobody; the count says how many are left. */
const sentencesShown = 20;

export const customerPhrases = {
	received: {
		en: 'We have received your order {orderNumber}.',
		nl: 'We hebben uw bestelling {orderNumber} ontvangen.',
		fr: 'Nous avons reçu votre commande {orderNumber}.',
		de: 'Wir haben Ihre Bestellung {orderNumber} erhalten.',
	},
	notProcessed: {
		en: 'We cannot process your order {orderNumber} as it is:',
		nl: 'We kunnen uw bestelling {orderNumber} zo niet verwerken:',
		fr: "Nous ne pouvons pas traiter votre commande {orderNumber} en l'état :",
		de: 'Wir können Ihre Bestellung {orderNumber} so nicht bearbeiten:',
	},
	more: {
		en: 'And {count} more.',
		nl: 'En nog {count} andere.',
		fr: 'Et {count} autres.',
		de: 'Und {count} weitere.',
	},
	sendCorrection: {
		en: 'Send us a corrected order, or reply to this message.',
		nl: 'Stuur ons een aangepaste bestelling, of antwoord op dit bericht.',
		fr: 'Envoyez-nous une commande corrigée, ou répondez à ce message.',
		de: 'Senden Sie uns eine korrigierte Bestellung oder antworten Sie auf diese Nachricht.',
	},
	weLookIntoIt: {
		en: 'We are looking into this and will contact you.',
		nl: 'We zoeken dit uit en nemen contact met u op.',
		fr: 'Nous vérifions cela et vous recontacterons.',
		de: 'Wir klären das und melden uns bei Ihnen.',
	},
} satisfies Record<string, Sentences>;

/** What the customer is told, as plain text. */
export function customerMessage(
	orderNumber: string,
	errors: readonly Diagnostic[],
	language: Language,
): string {
	const { opening, sentences, closing } = compose(orderNumber, errors, language);
	return [opening, ...sentences.map((sentence) => `- ${sentence}`), ...closing].join('\n');
}

/** What the customer is told, as HTML; nothing that came with the order can act as markup. */
export function customerMessageHtml(
	orderNumber: string,
	errors: readonly Diagnostic[],
	language: Language,
): string {
	const { opening, sentences, closing } = compose(orderNumber, errors, language);
	const list = sentences.map((sentence) => `<li>${escapeHtml(sentence)}</li>`).join('');
	const paragraphs = closing.map((sentence) => `<p>${escapeHtml(sentence)}</p>`).join('');
	return `<p>${escapeHtml(opening)}</p>${list && `<ul>${list}</ul>`}${paragraphs}`;
}

function compose(orderNumber: string, errors: readonly Diagnostic[], language: Language) {
	const phrase = (name: keyof typeof customerPhrases, facts = {}) =>
		say(customerPhrases[name], { orderNumber, ...facts }, language).replace(/ (?=[. ])/g, '');
	if (errors.length === 0) return { opening: phrase('received'), sentences: [], closing: [] };
	const sentences = errors
		.slice(0, sentencesShown)
		.map((error) => formatDiagnostic(error, language));
	if (errors.length > sentencesShown)
		sentences.push(phrase('more', { count: errors.length - sentencesShown }));
	const closing = [];
	if (errors.some(({ owner }) => owner === 'customer')) closing.push(phrase('sendCorrection'));
	if (errors.some(({ owner }) => owner !== 'customer')) closing.push(phrase('weLookIntoIt'));
	return { opening: phrase('notProcessed'), sentences, closing };
}

const entities: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

export const escapeHtml = (text: string): string =>
	text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
