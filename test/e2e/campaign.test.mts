import { runCampaign } from '../../scripts/campaign/runCampaign.mts';
import { packedTarball } from '../support/n8n/packedTarball.mts';

const seed = 20261120;

it(
	'books every order that a customer was told is sent, once, and none that was refused, through faults and kills',
	async () => {
		const { broken, histories, told, trouble, orders } = await runCampaign({ seed, orders: 80, tarball: packedTarball().path });
		// The histories say what happened to each order that breaks the rule.
		expect({ broken, histories }).toEqual({
			broken: { missing: [], doubled: [], refusedButBooked: [], unknown: [], untold: [] },
			histories: {},
		});
		expect(told.sent + told.refused).toBe(orders);
		expect(told.refused).toBeGreaterThan(0);
		expect(trouble['n8n killed']).toBe(2);
	},
	300_000,
);
