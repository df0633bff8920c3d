import { KeptSecrets } from '../../nodes/Apicbase/trigger/verifySender.ts';

/** Secrets that are kept by a clock which stands where the test sets it, read from a credential that the test changes. */
function kept() {
	const clock = { nowMs: 0 };
	const ends: Array<() => void> = [];
	const credential = { secret: 'first', reads: 0, isBroken: false };
	const secrets = new KeptSecrets(
		() => clock.nowMs,
		() => new Promise((resolve) => ends.push(resolve)),
	);
	const get = (key = 'one') =>
		secrets.get(key, () => {
			credential.reads++;
			return credential.isBroken
				? Promise.reject(new Error('The credential could not be decrypted.'))
				: Promise.resolve([credential.secret]);
		});
	return { clock, credential, get, ends };
}

it('keeps the secrets of a credential for five seconds, and no longer', async () => {
	const { clock, credential, get } = kept();
	expect(await get()).toEqual(['first']);
	credential.secret = 'second';
	clock.nowMs = 4999;
	expect(await get()).toEqual(['first']);
	clock.nowMs = 5000;
	expect(await get()).toEqual(['second']);
	expect(credential.reads).toBe(2);
});

it('lets a withdrawn secret confirm nothing after five seconds', async () => {
	const { clock, credential, get } = kept();
	await get();
	credential.isBroken = true;
	clock.nowMs = 5000;
	await expect(get()).rejects.toThrow('could not be decrypted');
	credential.isBroken = false;
	expect(await get()).toEqual(['first']);
});

it('reads a credential once for deliveries that come at once', async () => {
	const { credential, get } = kept();
	await Promise.all([get(), get(), get()]);
	expect(credential.reads).toBe(1);
});

it('finds nothing under the key of another trigger or credential', async () => {
	const { credential, get } = kept();
	await get('one');
	credential.secret = 'second';
	expect([await get('one'), await get('two')]).toEqual([['first'], ['second']]);
});

it('drops what it kept when the five seconds are over, asked or not', async () => {
	const { credential, get, ends } = kept();
	await get();
	ends.forEach((end) => end());
	await Promise.resolve();
	credential.secret = 'second';
	await new Promise((resolve) => setImmediate(resolve));
	expect(await get()).toEqual(['second']);
});
