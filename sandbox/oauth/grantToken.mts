import type { SandboxContext } from '../sandboxContext.mts';
import { SUPPLIER_SCOPE } from './scopes.mts';

/** A token endpoint's answer. */
export interface TokenAnswer {
	status: number;
	body: Record<string, unknown>;
}

type Form = Record<string, string>;

/** Checks the client, then grants by `grant_type`; refusals are named as in RFC 6749. */
export function grantToken(
	context: SandboxContext,
	form: Form,
	basic: { clientId: string; clientSecret: string } | undefined,
): TokenAnswer {
	const client = basic ?? { clientId: form.client_id, clientSecret: form.client_secret };
	switch (form.grant_type) {
		case 'client_credentials':
		case 'authorization_code':
		case 'refresh_token':
			break;
		default:
			return refuse(400, 'unsupported_grant_type');
	}
	if (client.clientId !== context.clientId || client.clientSecret !== context.clientSecret)
		return refuse(401, 'invalid_client');
	if (form.grant_type === 'client_credentials') return grantToSupplier(context, form);
	return form.grant_type === 'refresh_token'
		? grantAgain(context, form)
		: grantForCode(context, form);
}

/** The supplier's token comes without a refresh token. https://developers.apicbase.com/docs/authentication-for-suppliers */
function grantToSupplier(context: SandboxContext, form: Form): TokenAnswer {
	const scope = form.scope ?? SUPPLIER_SCOPE;
	return scope === SUPPLIER_SCOPE ? grant(context, scope) : refuse(400, 'invalid_scope');
}

function grantForCode(context: SandboxContext, form: Form): TokenAnswer {
	const scope = context.state.tokens.redeemCode(
		form.code ?? '',
		form.redirect_uri,
		context.clock(),
	);
	if (scope === undefined) return refuse(400, 'invalid_grant');
	return grant(context, scope, context.state.tokens.issueRefreshToken(scope));
}

function grantAgain(context: SandboxContext, form: Form): TokenAnswer {
	const { tokens, switches } = context.state;
	const used = form.refresh_token ?? '';
	const scope = tokens.scopeOfRefreshToken(used);
	if (scope === undefined) return refuse(400, 'invalid_grant');
	if (switches.refreshTokens === 'keep') return grant(context, scope, used);
	tokens.revokeRefreshToken(used);
	return grant(context, scope, tokens.issueRefreshToken(scope));
}

function grant(context: SandboxContext, scope: string, refreshToken?: string): TokenAnswer {
	const lifetimeSeconds = context.state.switches.tokenLifetimeSeconds;
	const { token } = context.state.tokens.issueAccessToken(scope, lifetimeSeconds, context.clock());
	const body = { access_token: token, expires_in: lifetimeSeconds, token_type: 'Bearer', scope };
	return {
		status: 200,
		body: refreshToken === undefined ? body : { ...body, refresh_token: refreshToken },
	};
}

function refuse(status: number, error: string): TokenAnswer {
	return { status, body: { error } };
}
