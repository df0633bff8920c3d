import { quoteForeign } from '../text';
import { parseJson, readField } from '../json';

/** A longer sentence was not written for people. */
export const longestQuote = 200;
/** An error body is a few lines; a megabyte of it is not worth reading. */
const longestBody = 50_000;

/** What a reply says in its own words. */
export interface ErrorBody {
	/** One sentence; `null` when there is none that can be read. */
	detail: string | null;
	/** Messages by field, as Django REST Framework sends them with a 400. */
	fields: Record<string, string[]>;
}

/** Reads `{"detail": …}`, `{"error": …}` or `{"field": ["message"]}`: https://developers.apicbase.com/docs/troubleshooting */
export function readErrorBody(text: string): ErrorBody {
	const body = text.length > longestBody ? { ok: false as const } : parseJson(text);
	if (!body.ok || typeof body.value !== 'object' || body.value === null)
		return { detail: null, fields: {} };
	const detail = ['detail', 'message', 'error_description', 'error']
		.map((name) => readField(body.value, [name]))
		.find(isText);
	const fields = Object.entries(body.value).flatMap(([name, value]) => {
		const messages = (Array.isArray(value) ? value : []).filter(isText).map(quote);
		return messages.length === 0 ? [] : [[quote(name), messages] as const];
	});
	return {
		detail: detail === undefined ? null : quote(detail),
		fields: Object.fromEntries(fields),
	};
}

const isText = (value: unknown): value is string =>
	typeof value === 'string' && value.trim() !== '';

const quote = (words: string): string => quoteForeign(words, longestQuote);
