import type { Switches } from '../state/switches.mts';
import { refusalBody } from './refusalBody.mts';

const DEFAULT_PAGE_SIZE = 10;

/** A page as Django REST Framework's PageNumberPagination writes it. */
export interface Page<Item> {
	count: number;
	next: string | number | null;
	previous: string | number | null;
	results: Item[];
}

export type Paging<Item> =
	{ ok: true; page: Page<Item> } | { ok: false; status: number; body: Record<string, unknown> };

/** Cuts the page that the URL asks for out of all items. */
export function pageEnvelope<Item>(
	items: readonly Item[],
	url: URL,
	switches: Switches,
): Paging<Item> {
	const size = readPageSize(url, switches);
	if (size === undefined) {
		return {
			ok: false,
			status: 400,
			body: refusalBody(
				{ page_size: [`Ensure this value is less than or equal to ${switches.maximumPageSize}.`] },
				switches,
			),
		};
	}
	const number = Number(url.searchParams.get('page') ?? '1');
	const lastPage = Math.max(1, Math.ceil(items.length / size));
	if (!Number.isInteger(number) || number < 1 || number > lastPage) {
		return { ok: false, status: 404, body: { detail: 'Invalid page.' } };
	}
	return {
		ok: true,
		page: {
			count: items.length,
			next: number < lastPage ? pageLink(url, number + 1, switches) : null,
			previous: number > 1 ? pageLink(url, number - 1, switches) : null,
			results: items.slice((number - 1) * size, number * size),
		},
	};
}

/** Like Django REST Framework, takes the default size when what was asked for is not a positive whole number. */
function readPageSize(url: URL, switches: Switches): number | undefined {
	const asked = Number(url.searchParams.get('page_size') ?? DEFAULT_PAGE_SIZE);
	if (!Number.isInteger(asked) || asked < 1) return DEFAULT_PAGE_SIZE;
	if (asked <= switches.maximumPageSize) return asked;
	return switches.pageSizeAboveMaximum === 'clamp' ? switches.maximumPageSize : undefined;
}

/** The link to the first page carries no `page`, as captured from the real API. */
function pageLink(url: URL, number: number, switches: Switches): string | number | null {
	if (switches.nextLink !== 'url') return switches.nextLink === 'integer' ? number : null;
	const link = new URL(`${url.pathname}${url.search}`, switches.nextOrigin ?? url.origin);
	if (number === 1) link.searchParams.delete('page');
	else link.searchParams.set('page', String(number));
	link.searchParams.sort();
	return link.href;
}
