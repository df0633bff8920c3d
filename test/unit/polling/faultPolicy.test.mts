import type { IPollFunctions } from 'n8n-workflow';
import { faultPolicy, type FaultedPoll } from '../../../core/polling/faultPolicy.ts';
import type { ProblemKind } from '../../../core/api/problem.ts';
import { beginPoll } from '../../../nodes/Apicbase/newOrderTrigger/registration.ts';

const minute = 60_000;
const first: FaultedPoll = {
	number: 1,
	sinceFirstMs: 0,
	isScheduled: false,
	hasMemory: false,
	hasWorked: false,
};

const passing: ProblemKind[] = [
	'rate_limited',
	'unavailable',
	'timeout',
	'network',
	'unexpected_reply',
];
const lasting: ProblemKind[] = [
	'credential',
	'permission',
	'not_found',
	'conflict',
	'bad_request',
	'configuration',
	'cancelled',
];

describe.each([
	['the first poll of a new trigger', {}, 'hold_back', 'throw'],
	['its second poll', { number: 2, sinceFirstMs: minute }, 'hold_back', 'throw'],
	[
		'its second poll, ten minutes later',
		{ number: 2, sinceFirstMs: 10 * minute },
		'throw',
		'throw',
	],
	['its third poll', { number: 3, sinceFirstMs: 2 * minute }, 'throw', 'throw'],
	['the first poll after n8n started again', { hasMemory: true }, 'hold_back', 'hold_back'],
	[
		'the second poll after n8n started again',
		{ number: 2, sinceFirstMs: minute, hasMemory: true },
		'hold_back',
		'hold_back',
	],
	[
		'the third poll after n8n started again',
		{ number: 3, sinceFirstMs: 2 * minute, hasMemory: true },
		'throw',
		'throw',
	],
	[
		'the second poll after one that worked',
		{ number: 2, sinceFirstMs: minute, hasMemory: true, hasWorked: true },
		'throw',
		'throw',
	],
	[
		'a poll much later',
		{ number: 500, sinceFirstMs: 500 * minute, hasMemory: true, hasWorked: true },
		'throw',
		'throw',
	],
	["the first poll of n8n's scheduler", { isScheduled: true }, 'throw', 'throw'],
	[
		"a poll of n8n's scheduler for a trigger that has worked",
		{ isScheduled: true, hasMemory: true },
		'throw',
		'throw',
	],
] as const)('in %s', (_name, poll, ofPassing, ofLasting) => {
	it.each(passing)(`a fault that passes (%s): ${ofPassing}`, (kind) => {
		expect(faultPolicy({ kind }, { ...first, ...poll })).toBe(ofPassing);
	});
	// reliability: Revoked token, wrong secret | New Order Trigger
	it.each(lasting)(`a fault that lasts (%s): ${ofLasting}`, (kind) => {
		expect(faultPolicy({ kind }, { ...first, ...poll })).toBe(ofLasting);
	});
});

it.each([
	["the in-memory engine's", 'update', 300_000, false],
	["the scheduler's usual", 'update', 36_000, true],
	["the scheduler's with long time-outs", 'update', 320_000, true],
	['of the poll at publishing', 'activate', 300_000, false],
	['of the poll at publishing, as short as a scheduled one', 'activate', 36_000, false],
])('tells who polls by the budget: %s', (_name, mode, budgetMs, isScheduled) => {
	const context = { getActivationMode: () => mode, getPollBudgetMs: () => budgetMs };
	expect(beginPoll(context as unknown as IPollFunctions)).toMatchObject({ isScheduled });
});
