import { installMissing } from '../debianPackages.mts';
import type { Say } from '../n8n/madeOnce.mts';

const saleModule = '/usr/lib/python3/dist-packages/trytond/modules/sale';

/** Makes sure that this machine has Debian's Tryton with its sale modules (about 10 seconds where it is missing). */
export const installTryton = (say: Say): Promise<void> =>
	installMissing(
		{
			trytond: 'tryton-server',
			'trytond-admin': 'tryton-server',
			[saleModule]: 'tryton-modules-sale',
		},
		say,
	);
