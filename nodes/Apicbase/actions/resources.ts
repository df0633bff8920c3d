import { accept, refuse } from './answer';
import { getAll as getAllArticles } from './article/getAll';
import { upload } from './article/upload';
import { getAll as getAllCustomers } from './customer/getAll';
import { claim } from './ledger/claim';
import { complete, forget, release } from './ledger/endClaim';
import type { Resources } from './operation';
import { get } from './order/get';
import { getAll as getAllOrders } from './order/getAll';
import { markFetched, markViewed } from './order/mark';

/** Everything the Apicbase node can do. */
export const resources = {
	answer: { name: 'Answer', operations: { accept, refuse } },
	article: { name: 'Article', operations: { getAll: getAllArticles, upload } },
	customer: { name: 'Customer', operations: { getAll: getAllCustomers } },
	ledger: { name: 'Ledger', operations: { claim, complete, forget, release } },
	order: { name: 'Order', operations: { get, getAll: getAllOrders, markFetched, markViewed } },
} satisfies Resources;
