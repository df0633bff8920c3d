import { parseJson, readField } from '../json';

const longestQuote = 200;

/** What a reply says in its own words. */
export interface ReplyWords {
	/** One sentence, `null` when nothing readable stands there. */
	detail: string | null;
	/** Messages by field, as Django REST Framework sends them with a 400. */
	fields: Record<string, string[]>;
}

/** Reads `{"detail": …}`, `{"error": …}` or `{"field": ["message"]}`: https://developers.apicbase.com/docs/troubleshooting */
export function readReplyWords(text: string): ReplyWords {
	const body = parseJson(text);
	if (!body.ok || typeof body.value !== 'object' || body.value === null)
		return { detail: null, fields: {} };
	const detail = ['detail', 'message', 'error_description', 'error']
		.map((name) => readField(body.value, [name]))
		.find(isText);
	const fields = Object.entries(body.value).flatMap(([name, value]) => {
		const messages = (Array.isArray(value) ? value : []).filter(isText).map(quote);
		return messages.length === 0 ? [] : [[name, messages] as const];
	});
	return {
		detail: detail === undefined ? null : quote(detail),
		fields: Object.fromEntries(fields),
	};
}

const isText = (value: unknown): value is string =>
	typeof value === 'string' && value.trim() !== '';

/** Somebody else's words, on one line, not too long, and without a token that was echoed back. */
function quote(words: string): string {
	const line = words
		.replace(/\bBearer\s+\S+/gi, 'Bearer …')
		.replace(/\s+/g, ' ')
		.trim();
	return line.length > longestQuote ? `${line.slice(0, longestQuote - 1)}…` : line;
}
