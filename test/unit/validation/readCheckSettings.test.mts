import { readCheckSettings } from '../../../core/validation/readCheckSettings.ts';
import { InvalidSetting } from '../../../core/validation/unusableSetting.ts';
import { readList } from '../../../core/validation/readList.ts';

describe('the settings of the rules', () => {
	it('may all be left out', () => {
		const read = readCheckSettings({}, 'Europe/Brussels');
		expect(read).toMatchObject({
			settings: { severities: new Map(), priceTolerancePercent: 0, minimumOrderValue: 0 },
			calendar: {
				weekdays: new Set([1, 2, 3, 4, 5, 6, 7]),
				closedDays: new Set(),
				leadTimeDays: 0,
				cutOff: undefined,
			},
		});
	});

	it.each([
		[
			{ cutOffTime: '25:00' },
			'\'Cut-Off Time\' is "25:00", which is not a time of day.',
			'Enter hours and minutes, e.g. 16:00.',
		],
		[
			{ cutOffTime: '4 pm' },
			'\'Cut-Off Time\' is "4 pm", which is not a time of day.',
			'Enter hours and minutes, e.g. 16:00.',
		],
		[
			{ closedDates: '2026-12-25, 25/12/2026' },
			'\'Closed Dates\' is "25/12/2026", which is not a date.',
			'Enter each date as year, month and day, e.g. 2026-12-25.',
		],
		[
			{ timeZone: 'Mars/Base' },
			'\'Time Zone\' is "Mars/Base", which is not a time zone.',
			'Enter a name such as Europe/Brussels, or leave it empty to use that of the workflow.',
		],
		[
			{ leadTimeDays: 1.5 },
			'\'Lead Time\' is "1.5", which is not a number of days.',
			'Enter a whole number from 0 to 365.',
		],
		[
			{ leadTimeDays: 366 },
			'\'Lead Time\' is "366", which is not a number of days.',
			'Enter a whole number from 0 to 365.',
		],
		[
			{ priceTolerancePercent: '2,5' },
			'\'Price Tolerance\' is "2,5", which is not a number from 0.',
			'Enter a number such as 2.5, or 0 to switch the check off.',
		],
		[
			{ minimumOrderValue: -1 },
			'\'Minimum Order Value\' is "-1", which is not a number from 0.',
			'Enter a number such as 2.5, or 0 to switch the check off.',
		],
	])('say which one cannot be used: %j', (typed, fact, description) => {
		expect(readCheckSettings(typed, 'Europe/Brussels')).toEqual(
			new InvalidSetting(`Cannot check orders. ${fact}`, description),
		);
	});

	it('take only severities that there are', () => {
		const severities = [
			{ code: 'a', severity: 'off' },
			{ code: 'b', severity: 'fatal' },
			{ code: 'c', severity: 'warning' },
		];
		expect(readCheckSettings({ severities }, 'UTC')).toMatchObject({
			settings: {
				severities: new Map([
					['a', 'off'],
					['c', 'warning'],
				]),
			},
		});
	});

	it('take lists as people type them or expressions make them', () => {
		expect([readList('a, b;c\n\n d '), readList(['007', 8]), readList(null), readList('')]).toEqual(
			[['a', 'b', 'c', 'd'], ['007', '8'], [], []],
		);
	});
});
