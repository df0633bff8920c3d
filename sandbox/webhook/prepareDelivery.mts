import { createHmac } from 'node:crypto';
import type { OutgoingHttpHeaders } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { DeliveryMode } from '../state/switches.mts';

/** A webhook request ready to be written to the wire. */
export interface PreparedDelivery {
	headers: OutgoingHttpHeaders;
	payload: Buffer;
}

/** Signs the text as Apicbase does, then does to request and signature what the mode asks for. */
export function prepareDelivery(
	text: string,
	secret: string,
	mode: DeliveryMode,
): PreparedDelivery {
	const payload = encodeBody(text, mode.body);
	const signature = signatureHeader(text, secret, mode.signature);
	return {
		payload,
		headers: {
			'Content-Type': mode.contentType,
			'Content-Length': payload.length,
			...(mode.body === 'gzip' && { 'Content-Encoding': 'gzip' }),
			...(signature !== undefined && { 'X-APIC-WEBHOOK-SIGNATURE': signature }),
		},
	};
}

/** The signature Apicbase documents: HMAC-SHA256 over the body, lower-case hex. https://developers.apicbase.com/docs/integrated-ordering */
export function signBody(text: string, secret: string): string {
	return createHmac('sha256', secret).update(text, 'utf8').digest('hex');
}

function signatureHeader(
	text: string,
	secret: string,
	kind: DeliveryMode['signature'],
): string | string[] | undefined {
	const valid = signBody(text, secret);
	switch (kind) {
		case 'valid':
			return valid;
		case 'corrupt':
			return `${valid.startsWith('0') ? '1' : '0'}${valid.slice(1)}`;
		case 'short':
			return valid.slice(0, -1);
		case 'upperCase':
			return valid.toUpperCase();
		case 'absent':
			return undefined;
		case 'repeated':
			return [valid, valid];
		case 'ofAnotherBody':
			return signBody(`${text} `, secret);
		case 'emptySecret':
			return signBody(text, '');
	}
}

function encodeBody(text: string, kind: DeliveryMode['body']): Buffer {
	switch (kind) {
		case 'asSigned':
			return Buffer.from(text, 'utf8');
		case 'reformatted':
			return Buffer.from(compactUtf8(text), 'utf8');
		case 'gzip':
			return gzipSync(text);
	}
}

/** Re-encodes JSON as a proxy does: no blanks, no escapes for readable characters, numbers left as they stand. */
export function compactUtf8(json: string): string {
	return json.replace(/"(?:[^"\\]|\\.)*"|\s+/g, (token) =>
		token.startsWith('"') ? JSON.stringify(JSON.parse(token)) : '',
	);
}
