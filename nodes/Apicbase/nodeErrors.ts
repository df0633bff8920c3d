import { NodeApiError, type INode } from 'n8n-workflow';
import type { ApiProblem, ProblemKind } from '../../core/api/problem';

type Failure = NonNullable<NodeApiError['failure']>;

const causes: Partial<Record<ProblemKind, Failure['cause']>> = {
	credential: 'credential-invalid',
	permission: 'configuration-invalid',
	not_found: 'configuration-invalid',
	bad_request: 'configuration-invalid',
	configuration: 'configuration-invalid',
	rate_limited: 'rate-limited',
	unavailable: 'temporarily-unavailable',
	timeout: 'temporarily-unavailable',
	network: 'temporarily-unavailable',
	unexpected_reply: 'temporarily-unavailable',
};

/** The problem as n8n shows it, with the hint by which n8n decides how long to wait before it polls again. */
export function toNodeApiError(
	node: INode,
	problem: ApiProblem,
	options: { itemIndex?: number } = {},
): NodeApiError {
	const { message, description, status } = problem;
	const failure = failureOf(problem);
	return new NodeApiError(
		node,
		{},
		{
			message,
			description,
			...(status !== null && { httpCode: String(status) }),
			...(failure !== undefined && { failure }),
			...options,
		},
	);
}

function failureOf({ kind, retryAfterMs }: ApiProblem): Failure | undefined {
	const cause = causes[kind];
	if (cause === undefined) return undefined;
	const isTimed = cause === 'rate-limited' || cause === 'temporarily-unavailable';
	return isTimed && retryAfterMs !== undefined ? { cause, retryAfterMs } : ({ cause } as Failure);
}
