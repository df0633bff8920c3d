import { ask, element, find } from './tools.js';

const MOST_EARLIER = 3;

/** n8n has two addresses for one trigger, which differ in one word. */
function kindOfAddress(url) {
	if (url.includes('/webhook-test/')) return 'Test URL';
	return url.includes('/webhook/') ? 'Production URL' : 'Address';
}

function describeAddress(url) {
	const kind = kindOfAddress(url);
	if (kind === 'Test URL')
		return "Orders are sent to n8n's test URL. It takes one order after each click on Execute step.";
	if (kind === 'Production URL')
		return "Orders are sent to n8n's production URL. It takes orders while the workflow is published.";
	return 'Orders are sent to ' + url + '.';
}

/** Shows where orders go. */
export function showWebhook({ url, signedWith }) {
	find('webhook-url').value = url ?? '';
	const secret = signedWith === 'clientSecret' ? 'the client secret' : 'a separate secret';
	find('webhook-state').textContent = url
		? describeAddress(url) + ' They are signed with ' + secret + '.'
		: 'No address is set: orders count as sent at once, and the supplier finds them in the order list.';
	showEarlierAddresses(url);
}

/** Offers the addresses used before, so that trying a test URL never loses the one from before. */
function showEarlierAddresses(current) {
	const known = [current, ...JSON.parse(localStorage.getItem('addresses') ?? '[]')].filter(
		(url, index, all) => url && all.indexOf(url) === index,
	);
	localStorage.setItem('addresses', JSON.stringify(known.slice(0, MOST_EARLIER + 1)));
	find('earlier').replaceChildren(
		...known
			.filter((url) => url !== current)
			.slice(0, MOST_EARLIER)
			.map((url) =>
				element(
					'button',
					{ type: 'button', title: url, onclick: () => saveAddress(url) },
					'Back to ' + kindOfAddress(url) + ' ' + url,
				),
			),
	);
}

/** Sends orders to this address from now on; to none when it is `null`. */
export async function saveAddress(url) {
	try {
		showWebhook(await ask('PUT', 'webhook', { url }));
	} catch (cause) {
		find('webhook-state').textContent = 'The address was not saved: ' + cause.message;
	}
}
