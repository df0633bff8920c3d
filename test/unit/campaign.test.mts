import type { Told } from '../../scripts/campaign/customer.mts';
import { History } from '../../scripts/campaign/history.mts';
import { holds, judge } from '../../scripts/campaign/judge.mts';
import { planOrders } from '../../scripts/campaign/plan.mts';
import { randomNumbers } from '../../harness/randomNumbers.mts';

const aCustomer = (externalId: string, told: Told['told']): Told => ({
	externalId,
	told,
	way: 'listed',
	clicks: 1,
	byN8nItself: false,
});
const booked = (...references: string[]) =>
	references.map((reference, index) => ({ id: `SO-${index}`, reference }));
const nothingBroken = { missing: [], doubled: [], refusedButBooked: [], unknown: [], untold: [] };

describe('the judgement of a campaign', () => {
	const told = [aCustomer('a', 'sent'), aCustomer('b', 'sent'), aCustomer('c', 'refused')];

	it('holds when what was told is what was booked', () => {
		const judgement = judge(told, booked('b', 'a'));
		expect([judgement, holds(judgement)]).toEqual([nothingBroken, true]);
	});

	it.each([
		['an order told "sent" that is not booked', told, booked('a'), { missing: ['b'] }],
		['an order booked twice', told, booked('a', 'b', 'a'), { doubled: ['a'] }],
		['a refused order that is booked', told, booked('a', 'b', 'c'), { refusedButBooked: ['c'] }],
		['a booking that nobody ordered', told, booked('a', 'b', 'd'), { unknown: ['d'] }],
		[
			'a customer who was told nothing certain',
			[...told, aCustomer('e', 'nothing')],
			booked('a', 'b'),
			{ untold: ['e'] },
		],
	])('names %s', (_name, customers, sales, broken) => {
		const judgement = judge(customers, sales);
		expect([judgement, holds(judgement)]).toEqual([{ ...nothingBroken, ...broken }, false]);
	});
});

it('tells the life of one order, with what befell all of them meanwhile', () => {
	const history = new History();
	history.note(null, 'n8n killed');
	history.note('a', 'placed');
	history.note('b', 'placed');
	history.note(null, 'n8n is back');
	history.note('a', 'booked');
	history.note(null, 'ERP: down');
	expect(history.of('a').map((line) => line.replace(/^ *[\d.]+ s {2}/, ''))).toEqual([
		'placed',
		'n8n is back',
		'booked',
	]);
});

it('plans the same orders for the same seed, by all ways, some of them to be refused', () => {
	const plan = () => planOrders(200, 7, randomNumbers(7));
	expect(plan()).toEqual(plan());
	expect(new Set(plan().map(({ way }) => way))).toEqual(
		new Set(['answered at once', 'answered afterwards', 'listed']),
	);
	expect(new Set(plan().map(({ wrong }) => wrong))).toEqual(
		new Set(['not', 'corrected', 'given up']),
	);
	expect(planOrders(200, 8, randomNumbers(8))).not.toEqual(plan());
});
