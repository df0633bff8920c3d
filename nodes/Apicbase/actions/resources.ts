import type { Resource } from './operation';
import { answerResource } from './answer/resource';
import { articleResource } from './article/resource';
import { customerResource } from './customer/resource';
import { ledgerResource } from './ledger/resource';
import { orderResource } from './order/resource';

/** Everything the Apicbase node can do, in the order of its dropdown. */
export const resources: readonly Resource[] = [
	answerResource,
	articleResource,
	customerResource,
	ledgerResource,
	orderResource,
];
