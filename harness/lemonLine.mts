import { aLine, anOrder } from './orders.mts';

/** An order whose second line is Lemons, with what a test changes in that line. */
export const withLine = (changes: Parameters<typeof aLine>[0] = {}, order = {}) =>
	anOrder({
		packages: [aLine(), aLine({ articleNumber: 'LEM-9', name: 'Lemons', ...changes })],
		theoretical_price: null,
		...order,
	});

/** The articles of both lines, as the supplier knows them. */
export const tomatoes = { sku: 'ABC-123', list_price: '2.50' };
export const lemons = { sku: 'LEM-9', list_price: '2.50' };

/** How an issue names that line. */
export const named = { line: 2, articleNumber: 'LEM-9', articleName: 'Lemons' };
