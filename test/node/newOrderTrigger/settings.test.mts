import type { IDataObject } from 'n8n-workflow';
import { aPollContext } from '../../../harness/contexts.mts';
import { ApicbaseNewOrderTrigger } from '../../../nodes/Apicbase/ApicbaseNewOrderTrigger.node.ts';
import { readSettings } from '../../../nodes/Apicbase/newOrderTrigger/settings.ts';

const node = new ApicbaseNewOrderTrigger();
const credentials = {
	apicbaseOAuth2Api: { baseUrl: 'https://api.apicbase.example', clientId: 'supplier' },
};
const settingsOf = async (parameters: IDataObject) =>
	await readSettings(aPollContext({ node, parameters, credentials }));

describe.each(['untilSuccess', 'untilFetched', 'once'])('with the policy %s', (delivery) => {
	it.each(['', ' ', 'soon', null, '={{ undefined }}', '={{ NaN }}', [], true])(
		'goes on with the defaults where %j stands for every number',
		async (value) => {
			const numbers = {
				...{ maxAttempts: value, retryAfterMinutes: value, redeliverAfterMinutes: value },
				limit: value,
			};
			const options = {
				...{ maxRunsAtOnce: value, overlapHours: value, pageSize: value },
				silenceAlarmHours: value,
			};
			expect(await settingsOf({ delivery, ...numbers, options })).toEqual(
				await settingsOf({ delivery }),
			);
		},
	);
});

it('takes the least that makes sense where a number is too small', async () => {
	const options = { maxRunsAtOnce: 0, overlapHours: -1, pageSize: 0, silenceAlarmHours: -1 };
	expect(
		await settingsOf({ maxAttempts: 0, retryAfterMinutes: -5, limit: '-1', options }),
	).toMatchObject({
		policy: { until: 'success', maxAttempts: 1, retryAfterMs: 0 },
		...{ limit: 1, maxRunsAtOnce: 1, overlapMs: 0, pageSize: 1, silenceAlarmHours: 0 },
	});
});

it('asks for ordered orders where no status is one of Apicbase', async () => {
	expect((await settingsOf({ statuses: [] })).statuses).toEqual(['ORDERED']);
	expect((await settingsOf({ statuses: ['shipped'] })).statuses).toEqual(['ORDERED']);
	expect((await settingsOf({ statuses: ['delivered', ' ordered '] })).statuses).toEqual([
		'ORDERED',
		'DELIVERED',
	]);
});

it.each([
	[{ externalIdPrefix: ' prod-' }, 'prod-'],
	[{ externalIdPrefix: '' }, ''],
	[{}, 'apicbase-'],
])('reads the prefix of external ids from the options %j', async (options, externalIdPrefix) => {
	expect(await settingsOf({ options })).toMatchObject({ externalIdPrefix });
});
