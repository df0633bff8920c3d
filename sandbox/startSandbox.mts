import type { AddressInfo } from 'node:net';
import { createControls, type Controls } from './controls.mts';
import { createServer } from './createServer.mts';
import type { SandboxContext } from './sandboxContext.mts';
import { freshState, type SandboxState, type StateStart } from './state/sandboxState.mts';

export interface SandboxOptions extends StateStart {
	/** 0, the default, takes a free one. */
	port?: number;
	clientId?: string;
	clientSecret?: string;
	/** Milliseconds since 1970. */
	clock?: () => number;
	/** The state of a sandbox that was closed, to carry on after a restart. */
	state?: SandboxState;
}

/** A running Apicbase simulator. */
export interface Sandbox extends Controls {
	/** Origin, without a slash at the end. */
	readonly url: string;
	readonly port: number;
	readonly clientId: string;
	readonly clientSecret: string;
	readonly state: SandboxState;
	close(): Promise<void>;
}

/** Starts an Apicbase on 127.0.0.1 that remembers everything in memory only. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const closing = new AbortController();
	const start: StateStart = { switches: options.switches, webhook: options.webhook };
	const context: SandboxContext = {
		state: options.state ?? freshState(start),
		clientId: options.clientId ?? 'sandbox-client-id',
		clientSecret: options.clientSecret ?? 'sandbox-client-secret',
		clock: options.clock ?? Date.now,
		closing: closing.signal,
	};
	const controls = createControls(context, start);
	const server = await createServer(context, controls);
	await server.listen({ host: '127.0.0.1', port: options.port ?? 0 });
	const { port } = server.server.address() as AddressInfo;
	return {
		...controls,
		url: `http://127.0.0.1:${port}`,
		port,
		clientId: context.clientId,
		clientSecret: context.clientSecret,
		state: context.state,
		async close() {
			closing.abort();
			await server.close();
		},
	};
}
