import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where things are kept that a machine needs once: outside the working tree, so that a fresh clone finds them. */
export function cacheFolder(): string {
	const { N8N_NODES_APICBASE_CACHE: own, XDG_CACHE_HOME: shared } = process.env;
	return own ?? join(shared ?? join(homedir(), '.cache'), 'n8n-nodes-apicbase');
}
