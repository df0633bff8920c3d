import { readdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import type { N8nRuntime } from './installN8n.mts';

/** Parts of n8n that call home, or that cost time at start, and that no workflow of ours uses. */
const disabledModules = [
	'agents',
	'breaking-changes',
	'chat-hub',
	'dynamic-credentials',
	'encryption-key-manager',
	'external-secrets',
	'favorites',
	'insights',
	'instance-ai',
	'instance-registry',
	'instance-version-history',
	'ldap',
	'log-streaming',
	'mcp',
	'mcp-registry',
	'n8n-packages',
	'oauth-jwe',
	'oauth-server',
	'otel',
	'policy-infrastructure',
	'provisioning',
	'quick-connect',
	'redaction',
	'runtime-credentials',
	'source-control',
	'sso-oidc',
	'sso-saml',
	'token-exchange',
	'workflow-builder',
	'workflow-reviews',
];

/** What is the same for every start. The key is no secret: it protects throw-away folders, which share a template. */
export const fixedEnvironment: Readonly<Record<string, string>> = {
	NODE_ENV: 'production',
	DB_TYPE: 'sqlite',
	N8N_ENCRYPTION_KEY: 'only-for-throw-away-test-folders',
	N8N_LISTEN_ADDRESS: '127.0.0.1',
	N8N_HOST: '127.0.0.1',
	N8N_PROTOCOL: 'http',
	N8N_SECURE_COOKIE: 'false',
	N8N_RUNNERS_BROKER_LISTEN_ADDRESS: '127.0.0.1',
	N8N_DISABLED_MODULES: disabledModules.join(','),
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_AI_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_PUBLIC_API_SWAGGERUI_DISABLED: 'true',
	EXECUTIONS_DATA_PRUNE: 'false',
	GENERIC_TIMEZONE: 'UTC',
	N8N_LOG_LEVEL: 'info',
	N8N_LOG_OUTPUT: 'console',
	// JSON lines carry the level and everything a node hands to the logger, where the text format prints the message only.
	N8N_LOG_FORMAT: 'json',
	NO_COLOR: '1',
};

interface Place {
	runtime: N8nRuntime;
	userFolder: string;
	port: number;
	brokerPort: number;
}

/** The whole environment of one n8n: nothing of the caller's leaks in but the PATH, led by n8n's own Node for its task runner. */
export function n8nEnvironment({
	runtime,
	userFolder,
	port,
	brokerPort,
}: Place): Record<string, string> {
	return {
		...fixedEnvironment,
		PATH: [dirname(runtime.nodeBinary), process.env.PATH ?? ''].join(delimiter),
		HOME: userFolder,
		N8N_USER_FOLDER: userFolder,
		N8N_PORT: String(port),
		// A worker serves nothing else.
		QUEUE_HEALTH_CHECK_PORT: String(port),
		N8N_DISABLED_MODULES: disabledModulesOf(runtime).join(','),
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
	};
}

/** An older n8n has fewer modules, and does not start when it is to switch off one that it does not know. */
function disabledModulesOf({ folder }: N8nRuntime): string[] {
	const modules = readdirSync(join(folder, 'node_modules/n8n/dist/modules')).map((name) =>
		name.replace(/\.ee$/, ''),
	);
	return disabledModules.filter((name) => modules.includes(name));
}
