import type { Tarball } from './packTarball.mts';

/** How the set-up of the end-to-end tests hands its tarball to the processes that run them. */
export const tarballVariable = 'N8N_NODES_APICBASE_TARBALL';

/** The package as it would be published, packed once before the end-to-end tests. */
export function packedTarball(): Tarball {
	const handedOver = process.env[tarballVariable];
	if (!handedOver)
		throw new Error(
			'No packed package: start the end-to-end tests through jest, or call packTarball().',
		);
	return JSON.parse(handedOver) as Tarball;
}
