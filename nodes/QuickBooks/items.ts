import { VendorError } from '../../connect/http';
import type { Invoice } from '../../invoicing/invoice';
import { cut, oneLine } from '../../invoicing/text';
import type { QuickBooksClient } from './client';
import { NAME_TAKEN } from './customers';
import { QuickBooksFault, VENDOR } from './failures';
import { beforeDocument } from '../../connect/notDone';
import { EVEN_INACTIVE, isOneOf, select } from './query';
import { Item, one, rowsOf } from './schemas';
import type { IssueSettings } from './settings';
import { linesOfAdvance } from './staged';

const LONGEST_NAME = 100;
/** Characters of names in one select statement: it travels in an address. */
const NAMES_IN_QUERY = 2000;
/** Types of items that no line can be sold as. */
const NOT_SOLD = new Set(['Category', 'Group', 'Assembly']);
const SECOND_NAME = ' (Deal to Invoice)';

/** An item's name holds no colon (it parts an item from its category), tab or line break. */
export function itemName(lineName: string): string {
	return cut(oneLine(lineName.replace(/:/g, ' ')), LONGEST_NAME);
}

/** The second choice, where the first is a category or a bundle. */
const secondName = (name: string): string => cut(name, LONGEST_NAME - SECOND_NAME.length) + SECOND_NAME;

/** Products and services of one company for the lines of documents: one metered read a document, or none. */
export class Items {
	constructor(
		private readonly client: QuickBooksClient,
		private readonly settings: Pick<IssueSettings, 'itemId' | 'incomeAccountId' | 'itemType' | 'advanceItemId'>,
	) {}

	/**
	 * An item's id for each line, in their order: found, made active again, or made. Throws VendorError with the
	 * outcome `notDone` whatever happens: no document exists yet.
	 */
	async ofLines(invoice: Invoice): Promise<string[]> {
		const { itemId, advanceItemId } = this.settings;
		const { own, ofAdvance } = linesOfAdvance(invoice);
		const advances = ofAdvance.map(() => advanceItemId);
		if (itemId !== '' || own.length === 0) return [...own.map(() => itemId), ...advances];
		return [...(await beforeDocument(async () => this.byName({ ...invoice, lines: own }))), ...advances];
	}

	private async byName(invoice: Invoice): Promise<string[]> {
		const names = invoice.lines.map(({ name }) => itemName(name));
		const found = await this.read(invoice, [...new Set(names)]);
		const ids = new Map<string, string>();
		for (const name of names) {
			const key = name.toLowerCase();
			if (!ids.has(key)) ids.set(key, await this.findOrMake(invoice, name, found));
		}
		return names.map((name) => ids.get(name.toLowerCase()) ?? '');
	}

	private async findOrMake(invoice: Invoice, name: string, found: Item[]): Promise<string> {
		for (const each of [name, secondName(name)]) {
			const item = found.find(({ Name }) => Name.toLowerCase() === each.toLowerCase());
			if (item && NOT_SOLD.has(item.Type ?? '')) continue;
			if (item) return item.Active ? item.Id : this.activate(invoice, item);
			const made = await this.make(invoice, each);
			if (made) return made;
		}
		throw nameTaken(invoice, name);
	}

	private async read(invoice: Invoice, names: string[]): Promise<Item[]> {
		const found: Item[] = [];
		for (const some of chunks(names.flatMap((name) => [name, secondName(name)]))) {
			const rows = await this.client.query(
				select('Item', [isOneOf('Name', some), EVEN_INACTIVE]),
				`look for the products and services of deal ${invoice.deal.id}`,
				rowsOf('Item', Item),
			);
			found.push(...rows);
		}
		return found;
	}

	/** Undefined: the name is taken by something that is no item for a line. */
	private async make(invoice: Invoice, name: string): Promise<string | undefined> {
		const { incomeAccountId, itemType } = this.settings;
		if (incomeAccountId === '') throw noAccount(invoice, name);
		const body = { Name: name, Type: itemType, IncomeAccountRef: { value: incomeAccountId } };
		const purpose = `add the product or service "${name}" of deal ${invoice.deal.id}`;
		try {
			const item = await this.client.json(
				{ kind: 'create', method: 'POST', path: 'item', body, purpose },
				one('Item', Item),
			);
			return item.Id;
		} catch (error) {
			if (!(error instanceof QuickBooksFault) || error.code !== NAME_TAKEN) return Promise.reject(error);
			// Another run may have made this very item a moment ago.
			const [item] = await this.read(invoice, [name]);
			return item && item.Active && !NOT_SOLD.has(item.Type ?? '') ? item.Id : undefined;
		}
	}

	private async activate(invoice: Invoice, { Id, SyncToken, Name }: Item): Promise<string> {
		const item = await this.client.json(
			{
				kind: 'update',
				method: 'POST',
				path: 'item',
				body: { Id, SyncToken, Name, sparse: true, Active: true },
				purpose: `make the product or service "${Name}" of deal ${invoice.deal.id} active again`,
			},
			one('Item', Item),
		);
		return item.Id;
	}
}

function chunks(names: string[]): string[][] {
	const all: string[][] = [[]];
	let length = 0;
	for (const name of names) {
		length += name.length;
		if (length > NAMES_IN_QUERY) {
			all.push([]);
			length = name.length;
		}
		all.at(-1)?.push(name);
	}
	return all;
}

function noAccount(invoice: Invoice, name: string): VendorError {
	return new VendorError({
		vendor: VENDOR,
		cause: 'rejected',
		outcome: 'notDone',
		message: `Deal ${invoice.deal.id} has a line "${name}", and ${VENDOR} has no product or service of this name.`,
		advice:
			'Add it in QuickBooks, or choose an income account in the node so that missing ones are added, or one product or service for all lines. Nothing was issued.',
	});
}

function nameTaken(invoice: Invoice, name: string): VendorError {
	return new VendorError({
		vendor: VENDOR,
		cause: 'rejected',
		outcome: 'notDone',
		message: `Deal ${invoice.deal.id} has a line "${name}", and in ${VENDOR} this name belongs to a category, a bundle or something else that cannot be sold on a line.`,
		advice: 'Rename it in QuickBooks or on the deal, then run this step again. Nothing was issued.',
	});
}
