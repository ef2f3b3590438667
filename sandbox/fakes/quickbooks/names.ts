import type { SafeParseReturnType } from 'zod';
import { breath } from '../time';
import { customerAnswer, itemAnswer } from './answers';
import type { Entity } from './books';
import { missing, Refusal } from './fault';
import { shapeRefusal } from './rules';
import type { Shop } from './routes';
import { CustomerUpdate, ItemUpdate, NewCustomer, NewItem } from './schemas';

type Answer = Record<string, unknown>;

const taken = (): Refusal =>
	new Refusal(
		'6240',
		'The name supplied already exists. : Another customer, vendor or employee is already using this name. Please use a different name.',
	);

/** POST customer: a new one, or a sparse update. */
export async function saveCustomer(shop: Shop, body: unknown): Promise<Answer> {
	const { books, world } = shop;
	if (isUpdate(body)) {
		const change = parsed(CustomerUpdate.safeParse(body));
		const customer = current(books.customers, change, 'Customer');
		if (change.Active !== undefined) customer.Active = change.Active;
		if (change.DisplayName !== undefined) customer.DisplayName = change.DisplayName;
		books.touch(customer);
		return customerAnswer(customer, books, shop.settings());
	}
	const input = parsed(NewCustomer.safeParse(body));
	const settings = shop.settings();
	if (!settings.multiCurrency && input.CurrencyRef && input.CurrencyRef.value !== settings.homeCurrency)
		throw new Refusal('6000', 'Business Validation Error: Multi Currency should be enabled to perform this operation.');
	// No vendor checks and inserts in one instant; the name's own lock keeps two of them apart.
	return books.alone(`name ${input.DisplayName.toLowerCase()}`, async () => {
		const names = [...books.customers, ...books.vendors, ...books.employees];
		const isTaken = names.some(({ DisplayName }) => DisplayName.toLowerCase() === input.DisplayName.toLowerCase());
		await breath(world);
		if (isTaken) throw taken();
		const customer = { ...books.entity(), ...input, Active: true };
		books.customers.push(customer);
		return customerAnswer(customer, books, settings);
	});
}

/** POST item: a new one, or a sparse update. */
export async function saveItem(shop: Shop, body: unknown): Promise<Answer> {
	const { books, world } = shop;
	if (isUpdate(body)) {
		const change = parsed(ItemUpdate.safeParse(body));
		const item = current(books.items, change, 'Item');
		if (change.Active !== undefined) item.Active = change.Active;
		books.touch(item);
		return itemAnswer(item, books);
	}
	const input = parsed(NewItem.safeParse(body));
	if (!books.accounts.some(({ Id, AccountType }) => Id === input.IncomeAccountRef.value && AccountType === 'Income'))
		throw new Refusal('2500', 'Invalid Reference Id : Accounts element id not found', 'IncomeAccountRef');
	return books.alone(`item ${input.Name.toLowerCase()}`, async () => {
		const isTaken = books.items.some(({ Name }) => Name.toLowerCase() === input.Name.toLowerCase());
		await breath(world);
		if (isTaken) throw taken();
		const item = { ...books.entity(), ...input, Active: true };
		books.items.push(item);
		return itemAnswer(item, books);
	});
}

const isUpdate = (body: unknown): boolean => typeof body === 'object' && body !== null && 'Id' in body;

function current<T extends Entity>(all: readonly T[], change: { Id: string; SyncToken: string }, entity: string): T {
	const found = all.find(({ Id }) => Id === change.Id);
	if (!found) throw missing(change.Id, entity);
	if (String(found.SyncToken) !== change.SyncToken)
		throw new Refusal('5010', `Stale Object Error : You and another user were working on this at the same time.`);
	return found;
}

/** Throws Refusal for a body of another shape. */
export function parsed<T>(result: SafeParseReturnType<unknown, T>): T {
	if (!result.success) throw shapeRefusal(result.error.issues);
	return result.data;
}
