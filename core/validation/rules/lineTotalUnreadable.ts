import type { LineRule } from './rule';

export const lineTotalUnreadable: LineRule = {
	code: 'line_total_unreadable',
	defaultSeverity: 'error',
	needs: 'nothing',
	uses: [],
	field: 'total_theoretical_price',
	check: ({ total }) =>
		total !== undefined && total.value === undefined ? { total: total.written } : undefined,
	message: {
		en: '{line} has a total of "{total}", which is not an amount.',
		nl: '{line} heeft als totaal "{total}", en dat is geen bedrag.',
		fr: '{line} a pour total "{total}", qui n\'est pas un montant.',
		de: '{line} hat den Positionsbetrag "{total}", der kein Betrag ist.',
	},
	example: { total: 'ten' },
	fix: 'Ask the customer to place the order again; if it looks the same, ask Apicbase support.',
	owner: 'customer',
};
