import { ARTICLES, CUSTOMERS, type Article, type Customer } from '../../sandbox/seed/catalogue.mts';
import { decimal, TrytonClient } from './trytonClient.mts';

/** Fills an empty Tryton with a small wholesaler: a company in euro, its customers and its articles with their prices. */
export async function seedTryton(url: string): Promise<void> {
	const setUp = new TrytonClient(url);
	const company = await openCompany(setUp);
	const tryton = new TrytonClient(url, { company });
	for (const customer of CUSTOMERS) await addCustomer(tryton, customer);
	for (const article of ARTICLES) await addArticle(tryton, article);
}

async function openCompany(tryton: TrytonClient): Promise<number> {
	const currency = await tryton.create('currency.currency', {
		name: 'Euro',
		code: 'EUR',
		symbol: '€',
		numeric_code: '978',
		rounding: decimal('0.01'),
		digits: 2,
		rates: [
			[
				'create',
				[{ date: { __class__: 'date', year: 2000, month: 1, day: 1 }, rate: decimal('1') }],
			],
		],
	});
	const party = await tryton.create('party.party', {
		name: 'Sandbox Wholesale',
		addresses: [['create', [{}]]],
	});
	const company = await tryton.create('company.company', { party, currency });
	const [admin] = await tryton.find<{ id: number }>(
		'res.user',
		[['login', '=', 'admin']],
		['login'],
	);
	await tryton.call('res.user', 'write', [admin!.id], { companies: [['add', [company]]] });
	await tryton.call('res.user', 'write', [admin!.id], { company });
	return company;
}

async function addCustomer(
	tryton: TrytonClient,
	{ customerNumber, name }: Customer,
): Promise<void> {
	await tryton.create('party.party', {
		name,
		code: customerNumber,
		addresses: [['create', [{ city: name.split(', ').at(-1) }]]],
		contact_mechanisms: [
			['create', [{ type: 'email', value: `${customerNumber.toLowerCase()}@customers.example` }]],
		],
	});
}

/** Adds an article with its price per piece, and returns the ids of its product and of the unit it is sold in. */
export async function addArticle(
	tryton: TrytonClient,
	{
		articleNumber,
		name,
		price,
		orderable,
	}: Pick<Article, 'articleNumber' | 'name' | 'price' | 'orderable'>,
	soldBy?: number,
): Promise<{ product: number; unit: number }> {
	const piece = (await pieceOf(tryton)).id;
	const unit = soldBy ?? piece;
	const template = await tryton.create('product.template', {
		name,
		code: articleNumber,
		type: 'goods',
		default_uom: piece,
		sale_uom: unit,
		salable: orderable,
		list_price: decimal(price),
		products: [['create', [{}]]],
	});
	const [product] = await tryton.find<{ id: number }>(
		'product.product',
		[['template', '=', template]],
		['code'],
	);
	return { product: product!.id, unit };
}

/** Adds a unit of twelve pieces, and returns its id. */
export async function addDozen(tryton: TrytonClient): Promise<number> {
	const { category } = await pieceOf(tryton);
	const size = { factor: 12, rate: 0.083333333333 };
	return await tryton.create('product.uom', { name: 'Dozen', symbol: 'dz', category, ...size });
}

async function pieceOf(tryton: TrytonClient): Promise<{ id: number; category: number }> {
	const named = [['symbol', '=', 'u']];
	const [piece] = await tryton.find<{ id: number; category: number }>('product.uom', named, [
		'category',
	]);
	return piece!;
}
