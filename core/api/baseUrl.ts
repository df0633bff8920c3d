import { quoteForeign } from '../text';

/** An address for the API, or the sentence that says why it cannot be one. */
export type BaseUrl = { ok: true; url: string; origin: string } | { ok: false; reason: string };

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Whether an address may be sent a secret: https, or http on this very machine. */
export function takesSecrets(address: string): boolean {
	if (!URL.canParse(address)) return false;
	const { protocol, hostname } = new URL(address);
	return protocol === 'https:' || (protocol === 'http:' && loopback.test(hostname));
}

/** A typed address as it may stand in a sentence: without a login, and without what follows a "?" or "#". */
export const quoteAddress = (address: string): string =>
	quoteForeign(address.replace(/^(\w+:\/\/)?.*@/s, '$1…@').replace(/([?#]).*/s, '$1…'), 200);

/** Accepts an address as the API's: https, or http on this very machine; without slashes at the end. */
export function readBaseUrl(typed: unknown): BaseUrl {
	const text = typeof typed === 'string' ? typed.trim() : '';
	if (text === '') return { ok: false, reason: 'The base URL in the credential is empty.' };
	if (!URL.canParse(text))
		return { ok: false, reason: `The base URL "${quoteAddress(text)}" is not a web address.` };
	const url = new URL(text);
	if (url.username !== '' || url.password !== '') {
		return { ok: false, reason: 'The base URL holds a user name or a password.' };
	}
	if (url.search !== '' || url.hash !== '')
		return { ok: false, reason: `The base URL "${quoteAddress(text)}" has a "?" or a "#".` };
	if (!takesSecrets(text))
		return { ok: false, reason: `The base URL "${quoteAddress(text)}" does not start with https.` };
	return { ok: true, url: `${url.origin}${url.pathname}`.replace(/\/+$/, ''), origin: url.origin };
}
