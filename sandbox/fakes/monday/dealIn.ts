import type { BuyerIn, DealIn, LineIn, LogicalStage } from '../types';
import type { Account } from './account';
import { CLIENT, CLIENTS, COLUMN, CONTACT, CONTACTS, DEALS, LINE, LINES, STAGE } from './boards';
import type { ColumnRow, Content, ItemRow } from './books';
import { lineSum } from './prices';

const COUNTRY_NAMES = new Intl.DisplayNames(['en'], { type: 'region' });

export function labelOf(account: Account, stage: LogicalStage): number {
	const label = account.column(DEALS, STAGE)?.labels?.find(({ logical }) => logical === stage);
	if (!label) throw new RangeError(`There is no stage "${String(stage)}".`);
	return label.id;
}

/** Writes what is given into the account's books, as a person does by hand. What is left out stays. */
export function applyDealIn(account: Account, deal: ItemRow, input: Partial<DealIn>): void {
	if (input.title !== undefined) deal.name = input.title;
	const set = (columnId: string, content: Content | undefined) => put(account, deal, columnId, content);
	if (input.currency !== undefined) {
		choice(account, DEALS, COLUMN.currency, input.currency);
		set(COLUMN.currency, { choices: [input.currency] });
	}
	if (input.notes !== undefined) set(COLUMN.notes, { text: input.notes });
	if (input.lines) applyLines(account, deal, input.lines);
	const amount = input.amount ?? (input.lines && lineSum(input.lines));
	if (amount !== undefined) set(COLUMN.amount, { number: amount });
	const buyers = input.requisites ?? (input.buyer ? [input.buyer] : []);
	if (buyers.length > 0) set(COLUMN.client, { items: buyers.map((buyer) => makeClient(account, buyer).id) });
	if (input.contact) set(COLUMN.contact, { items: [makeContact(account, input.contact).id] });
	applyFields(account, deal, input);
}

function put(account: Account, row: ItemRow, columnId: string, content: Content | undefined): void {
	const column = account.column(row.boardId, columnId);
	if (!column) throw new RangeError(`Board ${row.boardId} has no column ${columnId}.`);
	account.setCell(row, column, content, { user: true, silent: true });
}

/** Whoever edits a dropdown adds the choice that it lacks. */
function choice(account: Account, boardId: string, columnId: string, text: string): void {
	const column = account.column(boardId, columnId);
	if (column?.choices && !column.choices.includes(text)) column.choices.push(text);
}

function applyLines(account: Account, deal: ItemRow, lines: readonly LineIn[]): void {
	for (const row of account.books.items.values()) if (row.parentId === deal.id) row.state = 'deleted';
	for (const line of lines) {
		const row = account.addItem(LINES, line.name, deal.id);
		put(account, row, LINE.quantity, { number: line.quantity });
		put(account, row, LINE.unitPrice, { number: line.unitPrice });
		// Whoever fills in a line by hand writes what it is counted in.
		put(account, row, LINE.unit, { text: line.unit ?? 'szt.' });
		if (line.discountPercent !== undefined) put(account, row, LINE.discount, { number: line.discountPercent });
		if (line.priceBasis !== undefined)
			put(account, row, LINE.priceBasis, { label: line.priceBasis === 'gross' ? 1 : 0 });
		if (line.vatRate === undefined) continue;
		choice(account, LINES, LINE.vatRate, line.vatRate);
		put(account, row, LINE.vatRate, { choices: [line.vatRate] });
	}
}

function makeClient(account: Account, buyer: BuyerIn): ItemRow {
	const row = account.addItem(CLIENTS, buyer.name);
	const texts: [string, string | undefined][] = [
		[CLIENT.taxId, buyer.taxId],
		[CLIENT.street, buyer.address?.street],
		[CLIENT.postalCode, buyer.address?.postalCode],
		[CLIENT.city, buyer.address?.city],
	];
	for (const [columnId, text] of texts) if (text) put(account, row, columnId, { text });
	if (buyer.email) put(account, row, CLIENT.email, { email: buyer.email, shown: buyer.email });
	const code = buyer.country ?? (buyer.address ? 'PL' : undefined);
	if (code) put(account, row, CLIENT.country, { country: { code, name: COUNTRY_NAMES.of(code) ?? code } });
	if (buyer.kind) put(account, row, CLIENT.kind, { label: buyer.kind === 'consumer' ? 1 : 0 });
	return row;
}

function makeContact(account: Account, person: { name: string; email?: string }): ItemRow {
	const row = account.addItem(CONTACTS, person.name);
	if (person.email) put(account, row, CONTACT.email, { email: person.email, shown: person.email });
	return row;
}

/** Columns that people fill in. One that does not exist yet is made, as its user would by hand. */
function applyFields(account: Account, deal: ItemRow, input: Partial<DealIn>): void {
	const { paid, recipient } = input;
	const values: [string, string, string | undefined][] = [
		['dti_sale_date', 'date', input.saleDate],
		['dti_issue_on', 'date', input.issueOn],
		['dti_order_number', 'text', input.orderNumber],
		['dti_exemption_reason', 'text', input.exemptionReason],
		['dti_number', 'text', input.invoiceNumber],
		['dti_recipient', 'text', recipient && [recipient.name, recipient.taxId].filter(Boolean).join(', ')],
		['dti_paid_amount', 'numbers', paid?.amount],
		['dti_paid_on', 'date', paid?.date],
		...Object.entries(input.customFields ?? {}).map(([name, value]): [string, string, string] => [name, 'text', value]),
	];
	for (const [id, type, value] of values) {
		if (value === undefined) continue;
		const column = account.column(DEALS, id) ?? account.addColumn(DEALS, { id, title: id, type });
		put(account, deal, id, typed(column, value));
	}
}

function typed({ type }: ColumnRow, value: string): Content | undefined {
	if (value === '') return undefined;
	if (type === 'date') return { date: value };
	if (type === 'numbers') return { number: value };
	if (type === 'checkbox') return /^(1|y|yes|true|tak)$/i.test(value) ? { checked: true } : undefined;
	if (type === 'email') return { email: value, shown: value };
	if (type === 'link') return { url: value, shown: value };
	return { text: value };
}
