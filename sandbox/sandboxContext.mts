import type { SandboxState } from './state/sandboxState.mts';

/** What every route and control works on. */
export interface SandboxContext {
	readonly state: SandboxState;
	readonly clientId: string;
	readonly clientSecret: string;
	/** Milliseconds since 1970. */
	readonly clock: () => number;
	/** Aborts when the sandbox closes, so that held answers and deliveries end with it. */
	readonly closing: AbortSignal;
}
