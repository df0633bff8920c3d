import { cleanText } from '../text';

/** What an expression, or an ERP, makes of a missing value, lower case. */
const noValue = new Set('false true {} [] none nil void n/a'.split(' '));
/** What stands in an id only where a part of it was missing, as in "SO-undefined". */
const missingPart = /\bundefined\b|\[object \w+\]|(?:^|[-_/.:,( ])(?:null|nan)\)?$/i;
/** Error codes and zero, in whatever form. */
const noNumber = /^(?:[+-]?0+(?:\.0+)?|-\d+|[+-]?infinity)$/i;
/** An ERP's ID is never longer; a page of a web server is. */
const longestId = 300;
/** JSON or a page instead of an id. */
const markup = /^[[{<]/;
/** The class of an error with or without what it says: "Error: no", "odoo.exceptions.UserError: …". */
const errorClass = /^[\w.]*(?:Error|Exception)(?=$|[\s:;!.,(])/;
/** What ERPs, proxies and n8n say instead of an id: "error 7", "Access Denied", "502 Bad Gateway". */
const errorWords =
	/^(?:err(?:or|eur)?|exception|failure|fehler|fout)(?=$|[\s:;!.,(])|(?:^|\s)(?:failed|denied|forbidden|unauthori[sz]ed|not (?:found|allowed)|bad (?:request|gateway)|server error|unavailable|time(?:d |-)?out)(?=$|[\s:;!.,(])/i;

/** The ERP's record id as text; `undefined` when the value names no record, as when an ERP answers an error with status 200. */
export function readRecordId(value: unknown, longest = longestId): string | undefined {
	if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'bigint')
		return undefined;
	const written = String(value);
	if (written.length > longest) return undefined;
	const id = cleanText(written).replace(/ +/g, ' ');
	const bare = id.replace(/^["']|["']$/g, '').trim();
	const isNothing =
		!/[\p{L}\p{N}]/u.test(bare) ||
		noValue.has(bare.toLowerCase()) ||
		noNumber.test(bare) ||
		markup.test(bare) ||
		errorClass.test(bare) ||
		errorWords.test(bare) ||
		missingPart.test(bare);
	return isNothing ? undefined : id;
}
