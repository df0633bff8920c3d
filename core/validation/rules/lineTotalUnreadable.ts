import type { LineRule } from './rule';

export const lineTotalUnreadable: LineRule = {
	code: 'line_total_unreadable',
	defaultSeverity: 'error',
	needs: 'nothing',
	uses: [],
	field: 'total_theoretical_price',
	check: ({ total }) =>
		total !== undefined && total.value === undefined ? { total: String(total.written) } : undefined,
	message: {
		en: '{line} has a total of "{total}", which is not an amount.',
		nl: '{line}: het regeltotaal “{total}” is geen bedrag.',
		fr: "{line} : le total « {total} » n'est pas un montant.",
		de: '{line}: Der Positionsbetrag „{total}“ ist keine Zahl.',
	},
	example: { total: 'ten' },
	fix: 'Ask the customer to place the order again; if that does not help, contact Apicbase support.',
	owner: 'customer',
};
