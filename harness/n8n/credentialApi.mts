import { CREDENTIAL_BLANKING_VALUE } from 'n8n-workflow';
import type { Session } from './session.mts';

/** What a node refers to its credential by: `{ credentials: { apicbaseOAuth2Api: { id, name } } }`. */
export interface Credential {
	id: string;
	name: string;
	type: string;
}

export interface CredentialTest {
	status: 'OK' | 'Error';
	message: string;
}

export class CredentialApi {
	constructor(private readonly session: Session) {}

	async create(name: string, type: string, data: Record<string, unknown>): Promise<Credential> {
		const { id } = await this.session.send<Credential>('POST', '/rest/credentials', {
			name,
			type,
			data,
		});
		return { id, name, type };
	}

	/** Replaces the whole content; what is left out is gone. */
	async update({ id, name, type }: Credential, data: Record<string, unknown>): Promise<void> {
		await this.session.send('PATCH', `/rest/credentials/${id}`, { name, type, data });
	}

	/** Presses the test button, on the credential as it is stored. */
	async test({ id, name, type }: Credential): Promise<CredentialTest> {
		const { data } = await this.session.send<{ data: Record<string, unknown> }>(
			'GET',
			`/rest/credentials/${id}?includeData=true`,
		);
		// n8n shows that there is a token, and takes its own placeholder for it.
		const stored =
			data.oauthTokenData === true ? { oauthTokenData: CREDENTIAL_BLANKING_VALUE } : {};
		return await this.session.send('POST', '/rest/credentials/test', {
			credentials: { id, name, type, data: { ...data, ...stored } },
		});
	}
}
