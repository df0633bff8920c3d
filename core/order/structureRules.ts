import type { RuleMeta } from '../messages/issue';
import { lineFieldNames, orderFieldNames } from '../messages/fieldNames';
import type { LocalizedMessage, Params } from '../messages/format';

const sendAgain: Pick<RuleMeta, 'fix' | 'owner'> = {
	fix: 'Ask the customer to place the order again in Apicbase; if that does not help, contact Apicbase support.',
	owner: 'customer',
};

const kind = (code: string, message: LocalizedMessage, example: Params = {}): RuleMeta => ({
	code,
	message,
	example,
	...sendAgain,
});

/** What keeps a value from being an order at all. These are always errors: no other rule can look at such a value. */
export const structureRules = {
	orderUnreadable: kind('order_unreadable', {
		en: 'This is not an order.',
		nl: 'Dit is geen bestelling.',
		fr: "Ce n'est pas une commande.",
		de: 'Das ist keine Bestellung.',
	}),
	orderNestedTooDeeply: kind(
		'order_nested_too_deeply',
		{
			en: 'The order is nested more than {levels} levels deep.',
			nl: 'De bestelling is meer dan {levels} niveaus diep genest.',
			fr: 'La commande est imbriquée sur plus de {levels} niveaux.',
			de: 'Die Bestellung ist mehr als {levels} Ebenen tief verschachtelt.',
		},
		{ levels: 64 },
	),
	orderMissingId: kind('order_missing_id', {
		en: 'The order has no id.',
		nl: 'De bestelling heeft geen id.',
		fr: "La commande n'a pas d'identifiant.",
		de: 'Die Bestellung hat keine ID.',
	}),
	orderMissingOrderNumber: kind('order_missing_order_number', {
		en: 'The order has no order number.',
		nl: 'De bestelling heeft geen bestelnummer.',
		fr: "La commande n'a pas de numéro de commande.",
		de: 'Die Bestellung hat keine Bestellnummer.',
	}),
	orderWithoutLines: kind('order_without_lines', {
		en: 'The order has no lines.',
		nl: 'De bestelling heeft geen regels.',
		fr: 'La commande ne contient aucune ligne.',
		de: 'Die Bestellung hat keine Positionen.',
	}),
	linesUnreadable: kind('field_unreadable', {
		en: "The order's lines cannot be read.",
		nl: 'De regels van de bestelling zijn onleesbaar.',
		fr: 'Les lignes de la commande sont illisibles.',
		de: 'Die Positionen der Bestellung sind nicht lesbar.',
	}),
	orderFieldUnreadable: kind(
		'field_unreadable',
		{
			en: 'The {field} cannot be read.',
			nl: 'Het veld “{field}” van de bestelling is onleesbaar.',
			fr: 'Le champ « {field} » de la commande est illisible.',
			de: 'In der Bestellung ist das Feld „{field}“ nicht lesbar.',
		},
		{ field: orderFieldNames.order_remarks ?? '' },
	),
	lineUnreadable: kind('field_unreadable', {
		en: '{line} cannot be read.',
		nl: '{line}: deze regel is onleesbaar.',
		fr: '{line} : cette ligne est illisible.',
		de: '{line}: Diese Position ist nicht lesbar.',
	}),
	lineFieldUnreadable: kind(
		'field_unreadable',
		{
			en: '{line} has {field} that cannot be read.',
			nl: '{line}: het veld “{field}” is onleesbaar.',
			fr: '{line} : le champ « {field} » est illisible.',
			de: '{line}: Das Feld „{field}“ ist nicht lesbar.',
		},
		{ field: lineFieldNames.quantity_ordered ?? '' },
	),
};
