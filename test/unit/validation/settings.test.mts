import { amountOf } from '../../../core/amount.ts';
import { readDay } from '../../../core/timestamp.ts';
import { readList } from '../../../core/validation/readList.ts';
import type { CheckSettings } from '../../../core/validation/checkSettings.ts';
import { readSettings, type RawSettings } from '../../../core/validation/settings.ts';

function read(raw: RawSettings): CheckSettings {
	const result = readSettings(raw, 'Europe/Brussels');
	if (!result.ok) throw new Error(JSON.stringify(result.problem));
	return result.settings;
}

const days = (...texts: string[]) => new Set(texts.map((text) => readDay(text)!));

describe('the settings of the checks', () => {
	it.each<[string, RawSettings]>([
		['left out', {}],
		[
			'left blank',
			{
				customerNumbers: '',
				cutOffTime: ' ',
				closedDates: '\n',
				timeZone: '',
				leadTimeDays: '',
				minimumOrderValue: '',
				priceTolerancePercent: null,
				deliveryDays: [],
				severities: '',
				messageLanguage: '',
			},
		],
	])('may all be %s', (_how, raw) => {
		expect(read(raw)).toEqual({
			timeZone: expect.anything() as unknown,
			priceTolerancePercent: 0,
			minimumOrderValue: 0,
			leadTimeDays: 0,
			cutOffTime: undefined,
			deliveryDays: new Set([1, 2, 3, 4, 5, 6, 7]),
			closedDates: { days: new Set(), weekdays: new Set() },
			severities: new Map(),
			customerNumbers: undefined,
			customerMatching: [],
			articleMatching: [],
			messageLanguage: 'en',
		});
	});

	it.each<[RawSettings, Partial<CheckSettings>]>([
		[{ leadTimeDays: '2' }, { leadTimeDays: 2 }],
		[{ leadTimeDays: '14.00' }, { leadTimeDays: 14 }],
		[{ leadTimeDays: 365 }, { leadTimeDays: 365 }],
		[{ minimumOrderValue: '0' }, { minimumOrderValue: amountOf(0) }],
		[{ cutOffTime: ' 9:30:00 ' }, { cutOffTime: { text: '9:30', clockMs: 34_200_000 } }],
		[{ customerNumbers: 'C-1, C-2;C-3\n\nC-4' }, { customerNumbers: ['C-1', 'C-2', 'C-3', 'C-4'] }],
		[{ customerNumbers: ['C-1', 7, null, ''] }, { customerNumbers: ['C-1', '7'] }],
		[{ customerNumbers: 7 }, { customerNumbers: ['7'] }],
		[{ customerNumbers: 'C-1, undefined' }, { customerNumbers: ['C-1'] }],
		[{ customerMatching: ['case'] }, { customerMatching: ['case'] }],
		[{ articleMatching: 'leadingZeros, spaces' }, { articleMatching: ['leadingZeros', 'spaces'] }],
		[{ messageLanguage: 'NL' }, { messageLanguage: 'nl' }],
		[{ messageLanguage: 'fr-BE' }, { messageLanguage: 'fr' }],
		[{ messageLanguage: 'Deutsch' }, { messageLanguage: 'de' }],
		[{ deliveryDays: ['1', 3] }, { deliveryDays: new Set([1, 3]) }],
		[{ deliveryDays: 'Monday, woensdag; Freitag' }, { deliveryDays: new Set([1, 3, 5]) }],
		[{ deliveryDays: ['lundi', 'mar.', 'Wed'] }, { deliveryDays: new Set([1, 2, 3]) }],
		[{ deliveryDays: 'Mon-Fri' }, { deliveryDays: new Set([1, 2, 3, 4, 5]) }],
		[{ deliveryDays: '1-5' }, { deliveryDays: new Set([1, 2, 3, 4, 5]) }],
		[{ deliveryDays: 'vrijdag t/m maandag' }, { deliveryDays: new Set([5, 6, 7, 1]) }],
		[{ deliveryDays: 'Montag bis Mittwoch' }, { deliveryDays: new Set([1, 2, 3]) }],
		[{ deliveryDays: 'Du mardi au jeudi' }, { deliveryDays: new Set([2, 3, 4]) }],
		[{ deliveryDays: 'from Friday to Sunday' }, { deliveryDays: new Set([5, 6, 7]) }],
		[
			{ closedDates: '2026-12-25 - Toussaint; 2027-01-01 Tournament' },
			{ closedDates: { days: days('2026-12-25', '2027-01-01'), weekdays: new Set() } },
		],
		[
			{ closedDates: '2026-12-25 Christmas; 2027-01-01' },
			{ closedDates: { days: days('2026-12-25', '2027-01-01'), weekdays: new Set() } },
		],
		[
			{ closedDates: '2026-12-25, Sunday' },
			{ closedDates: { days: days('2026-12-25'), weekdays: new Set([7]) } },
		],
		[
			{ closedDates: ['2026-12-24T23:00:00Z', new Date(Date.UTC(2026, 11, 31, 23))] },
			{ closedDates: { days: days('2026-12-25', '2027-01-01'), weekdays: new Set() } },
		],
	])('understand %j', (raw, expected) => {
		expect(read(raw)).toMatchObject(expected);
	});

	it.each([
		'2026-12-24 Christmas Eve',
		'2026-12-24 (closed)',
		'2026-12-24 Feiertag',
		'2026-12-24 🎄',
	])('understand a day with a word behind it: %s', (closedDates) => {
		expect(read({ closedDates }).closedDates.days).toEqual(days('2026-12-24'));
	});

	it.each([
		['2026-12-31 to 2027-01-02'],
		['2026-12-31 - 2027-01-02'],
		['2026-12-31 – 2027-01-02'],
		['2026-12-31/2027-01-02'],
		['2026-12-31..2027-01-02'],
		['2026-12-31 t/m 2027-01-02'],
		['2026-12-31 tot en met 2027-01-02'],
		['2026-12-31 bis 2027-01-02'],
		['2026-12-31 au 2027-01-02'],
		['from 2026-12-31 until 2027-01-02'],
		['van 2026-12-31 tot 2027-01-02'],
		['Vom 2026-12-31 bis 2027-01-02'],
		['du 2026-12-31 au 2027-01-02'],
	])('understand a range of dates: %s', (closedDates) => {
		expect(read({ closedDates }).closedDates.days).toEqual(
			days('2026-12-31', '2027-01-01', '2027-01-02'),
		);
	});

	it.each<[RawSettings, string]>([
		[{ cutOffTime: '25:00' }, '"25:00"'],
		[{ cutOffTime: '4 pm' }, '"4 pm"'],
		[{ cutOffTime: 16 }, '"16"'],
		[{ cutOffTime: { hour: 16 } }, 'an object'],
		[{ closedDates: '2026-12-25, 25/12/2026' }, '"25/12/2026"'],
		[{ closedDates: '2026-02-30' }, '"2026-02-30"'],
		[{ closedDates: '2027-01-02 to 2026-12-31' }, '"2027-01-02 to 2026-12-31"'],
		[{ closedDates: '1000-01-01 to 9999-12-31' }, '"1000-01-01 to 9999-12-31"'],
		[{ closedDates: [{ date: '2026-12-25' }] }, 'an object'],
		[{ closedDates: 46_381 }, '"46381"'],
		[{ closedDates: true }, '"true"'],
		[{ closedDates: '2026-12-24 to' }, '"2026-12-24 to"'],
		[{ closedDates: '2026-12-24 to January' }, '"2026-12-24 to January"'],
		[{ closedDates: '2026-12-24 t/m' }, '"2026-12-24 t/m"'],
		[{ closedDates: '2026-12-24 -' }, '"2026-12-24 -"'],
		[{ closedDates: 'to 2026-12-24' }, '"to 2026-12-24"'],
		...[
			'from 2026-12-24',
			'vom 2026-12-24',
			'2026-12-24 onwards',
			'2026-12-24 and later',
			'2026-12-24 en daarna',
			'2026-12-24 et suivants',
			'2026-12-24 und später',
			'2026-12-24 ff.',
			'2026-12-24 thru New Year',
			"2026-12-24 jusqu'au Nouvel An",
			'2026-12-24 t.e.m.',
			'2026-12-24 - ?',
			'2026-12-24 →',
			'from Friday',
		].map((closedDates): [RawSettings, string] => [{ closedDates }, `"${closedDates}"`]),
		[{ closedDates: 'Saturday to Easter' }, '"Saturday to Easter"'],
		[{ closedDates: 'Monday to Sunday' }, '"Monday to Sunday"'],
		[{ deliveryDays: [0] }, '"0"'],
		[{ deliveryDays: [1, 8] }, '"8"'],
		[{ deliveryDays: '0-5' }, '"0-5"'],
		[{ deliveryDays: 'someday' }, '"someday"'],
		[{ deliveryDays: 'Mon-Foo' }, '"Mon-Foo"'],
		[{ deliveryDays: 'Mon-' }, '"Mon-"'],
		[{ deliveryDays: 'Monday to' }, '"Monday to"'],
		[{ deliveryDays: '1-8' }, '"1-8"'],
		// Tuesday in Dutch and German, Sunday in French.
		[{ deliveryDays: 'di' }, '"di"'],
		[{ deliveryDays: true }, '"true"'],
		[{ deliveryDays: {} }, 'an object'],
		[{ timeZone: 'Mars/Base' }, '"Mars/Base"'],
		[{ timeZone: 1 }, '"1"'],
		[{ leadTimeDays: 1.5 }, '"1.5"'],
		[{ leadTimeDays: 366 }, '"366"'],
		[{ leadTimeDays: -3 }, '"-3"'],
		[{ leadTimeDays: '2 days' }, '"2 days"'],
		[{ leadTimeDays: true }, '"true"'],
		[{ leadTimeDays: [2] }, '"2"'],
		[{ leadTimeDays: '0x10' }, '"0x10"'],
		[{ priceTolerancePercent: '2,5' }, '"2,5"'],
		[{ priceTolerancePercent: '5%' }, '"5%"'],
		[{ minimumOrderValue: -1 }, '"-1"'],
		[{ minimumOrderValue: NaN }, '"NaN"'],
		[{ minimumOrderValue: false }, '"false"'],
		[{ minimumOrderValue: { amount: 5 } }, 'an object'],
		[{ customerNumbers: [] }, 'an empty list'],
		[{ customerNumbers: ', ;' }, '", ;"'],
		[{ customerNumbers: [{ ref: 'C-1' }] }, '"an object"'],
		[{ customerNumbers: '[object Object]' }, '"[object Object]"'],
		[{ customerNumbers: true }, '"true"'],
		[{ customerMatching: ['zeros'] }, '"zeros"'],
		[{ messageLanguage: 'es' }, '"es"'],
		[{ messageLanguage: 'constructor' }, '"constructor"'],
		[{ severities: [{ code: 'remarks_present', severity: 'fatal' }] }, '"remarks_present: fatal"'],
		[{ severities: [{ code: 'no_such_rule', severity: 'off' }] }, '"no_such_rule: off"'],
		[{ severities: [null] }, '"nothing: nothing"'],
		[{ severities: [{ code: 'remarks_present' }] }, '"remarks_present: nothing"'],
		[{ severities: 'off' }, '"off"'],
	])('cannot be read: %j', (raw, value) => {
		expect(readSettings(raw, 'Europe/Brussels')).toEqual({
			ok: false,
			problem: {
				setting: Object.keys(raw)[0],
				value,
				expected: expect.stringMatching(/^a /) as string,
				nextStep: expect.stringMatching(/^(Enter|Choose) /) as string,
			},
		});
	});

	it("names the time zone when the workflow's is none that there is", () => {
		expect(readSettings({}, 'DEFAULT')).toMatchObject({
			ok: false,
			problem: { setting: 'timeZone', value: '"DEFAULT"' },
		});
	});
});

it('takes lists as people type them or expressions make them', () => {
	expect([readList('a, b;c\n\n d '), readList(['007', 8]), readList(null), readList('')]).toEqual([
		['a', 'b', 'c', 'd'],
		['007', '8'],
		[],
		[],
	]);
});

it('takes a list of more entries than a call takes arguments', () => {
	expect(readList(Array(300_000).fill('C-1').join('\n'))).toHaveLength(300_000);
});
