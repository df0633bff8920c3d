import type { Resource } from '../operation';
import { claim } from './claim';
import { complete } from './complete';
import { forget } from './forget';
import { release } from './release';

export const ledgerResource: Resource = {
	option: { name: 'Ledger', value: 'ledger' },
	operations: [claim, complete, forget, release],
};
