import { parseJson } from '../json';

/** The articles of a file, or the sentence that says why there are none. */
export type ReadArticles = { ok: true; articles: unknown[] } | { ok: false; reason: string };

/** Reads an assortment file's bytes: a JSON array in UTF-8 (https://developers.apicbase.com/reference/create-assortment-file). */
export function readAssortment(bytes: Uint8Array): ReadArticles {
	const text = decode(bytes);
	if (text === undefined) return { ok: false, reason: 'The file is not text in UTF-8.' };
	const parsed = parseJson(text);
	return parsed.ok && Array.isArray(parsed.value)
		? { ok: true, articles: parsed.value }
		: { ok: false, reason: 'The file is not a list of articles in JSON.' };
}

/** The form that carries the file; the boundary cannot occur in JSON text, where line breaks are escaped. */
export function assortmentForm(
	articles: readonly unknown[],
	{ customerNumber, fileName }: { customerNumber: string; fileName: string },
): { text: string; contentType: string } {
	const boundary = 'apicbase-assortment-5f2c1d7e';
	const oneLine = (value: string) => value.replace(/[\r\n]/g, ' ').replace(/"/g, '%22');
	const text = [
		`--${boundary}`,
		'Content-Disposition: form-data; name="customer_number"',
		'',
		oneLine(customerNumber),
		`--${boundary}`,
		`Content-Disposition: form-data; name="file"; filename="${oneLine(fileName)}"`,
		'Content-Type: application/json; charset=utf-8',
		'',
		JSON.stringify(articles),
		`--${boundary}--`,
		'',
	].join('\r\n');
	return { text, contentType: `multipart/form-data; boundary=${boundary}` };
}

function decode(bytes: Uint8Array): string | undefined {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return undefined;
	}
}
