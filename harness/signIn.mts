import type { Credential } from './n8n/credentialApi.mts';
import type { RunningN8n } from './n8n/startN8n.mts';

/** Presses "Connect my account" and lets the authorization server approve, as the browser would. */
export async function signIn(n8n: RunningN8n, credential: Credential): Promise<void> {
	const authorizeUrl = await n8n.client.session.send<string>(
		'GET',
		`/rest/oauth2-credential/auth?id=${credential.id}`,
	);
	const approved = await fetch(authorizeUrl, { redirect: 'manual' });
	const callback = approved.headers.get('location');
	if (callback === null || !callback.startsWith(n8n.url))
		throw new Error(`The sign-in ended at ${approved.status} ${callback}.`);
	const page = await n8n.client.session.open(callback.slice(n8n.url.length));
	if (!/success|connected/i.test(page))
		throw new Error(`n8n did not take the sign-in: ${page.slice(0, 300)}`);
}
