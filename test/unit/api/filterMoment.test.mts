import { orderedAfter, orderedBefore } from '../../../core/api/filterMoment.ts';

const sixOClock = Date.UTC(2026, 10, 20, 6);

it('asks for orders after a moment, or from the day before it', () => {
	expect([orderedAfter(sixOClock, 'dateTime'), orderedAfter(sixOClock, 'date')]).toEqual([
		'2026-11-20T06:00:00.000Z',
		'2026-11-19',
	]);
});

it('asks for orders before a moment, or up to the day after it', () => {
	expect([orderedBefore(sixOClock, 'dateTime'), orderedBefore(sixOClock, 'date')]).toEqual([
		'2026-11-20T06:00:00.000Z',
		'2026-11-21',
	]);
});
