import type { OrderView } from '../sandbox/wire/orderView.mts';
import type { Sandbox } from '../sandbox/startSandbox.mts';

type Spell = (number: string) => string;

/** Numbers as keyboards, spreadsheets and web pages leave them: everybody sees the number itself, and means it. */
export const blankSpellings: ReadonlyArray<readonly [what: string, spell: Spell]> = [
	['a blank behind', (number) => `${number} `],
	['a blank in front', (number) => ` ${number}`],
	['a tab behind', (number) => `${number}\t`],
	['a line break behind', (number) => `${number}\r\n`],
	['a no-break space behind', (number) => `${number}\u00a0`],
	['a narrow no-break space in front', (number) => `\u202f${number}`],
	['an ideographic space behind', (number) => `${number}\u3000`],
	['a Braille blank behind', (number) => `${number}\u2800`],
	['a zero-width space inside', (number) => number.replace('-', '-\u200b')],
	['a soft hyphen inside', (number) => number.replace('-', '-\u00ad')],
	['a word joiner inside', (number) => number.replace('-', '\u2060-')],
	['a zero-width joiner behind', (number) => `${number}\u200d`],
	['a byte order mark in front', (number) => `\ufeff${number}`],
	['direction marks around', (number) => `\u202a${number}\u202c`],
	['a control character behind', (number) => `${number}\u0000`],
];

/** Numbers of which nothing can be seen. */
export const nothingButBlanks: ReadonlyArray<readonly [what: string, number: string]> = [
	['a blank', ' '],
	['a no-break space', '\u00a0'],
	['a zero-width space', '\u200b'],
	['a byte order mark and a soft hyphen', '\ufeff\u00ad'],
];

/** Two lines of one article: the first carries the blanks, the second does not. */
const lines = [
	{ articleNumber: 'ART-001', quantity: 3 },
	{ articleNumber: 'ART-001', quantity: 2 },
];

/**
 * Has a customer send an order in which the customer's number and the article's on its first line are spelled so. The
 * order that comes back shows the numbers that are meant.
 */
export async function sendSpelled(
	sandbox: Sandbox,
	expectedDeliveryDate: string,
	spell: { article?: Spell; customer?: Spell },
) {
	const [order] = sandbox.addOrders([{ expectedDeliveryDate, lines }]) as [OrderView];
	const { supplier_customer_number: customer, packages } = order.body as {
		supplier_customer_number: string;
		packages: Array<{ supplier_package: { supplier_article_number: string } }>;
	};
	const [first, ...others] = structuredClone(packages);
	const article = first!.supplier_package;
	article.supplier_article_number =
		spell.article?.(article.supplier_article_number) ?? article.supplier_article_number;
	sandbox.editOrder(order.id, {
		overrides: {
			packages: [first, ...others],
			supplier_customer_number: spell.customer?.(customer) ?? customer,
		},
	});
	return await sandbox.resend(order.id);
}
