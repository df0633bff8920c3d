import type { INode } from 'n8n-workflow';
import type { ProblemKind } from '../../core/api/problem.ts';
import { toNodeApiError } from '../../nodes/Apicbase/nodeErrors.ts';

const failureOf = (kind: ProblemKind, retryAfterMs?: number) =>
	toNodeApiError({ name: 'Apicbase' } as INode, {
		kind,
		message: 'Cannot read orders.',
		description: '',
		status: null,
		...(retryAfterMs !== undefined && { retryAfterMs }),
	}).failure;

it.each([
	['rate_limited', { cause: 'rate-limited', retryAfterMs: 600_000 }],
	['unavailable', { cause: 'temporarily-unavailable', retryAfterMs: 600_000 }],
	['unexpected_reply', { cause: 'temporarily-unavailable', retryAfterMs: 600_000 }],
	['credential', { cause: 'credential-invalid' }],
	['permission', { cause: 'configuration-invalid' }],
	['conflict', undefined],
] as const)('tells n8n how long to wait where waiting helps: %s', (kind, failure) => {
	expect(failureOf(kind, 600_000)).toEqual(failure);
});

it('leaves the wait to n8n where Apicbase asks for none', () => {
	expect(failureOf('unavailable')).toEqual({ cause: 'temporarily-unavailable' });
});
