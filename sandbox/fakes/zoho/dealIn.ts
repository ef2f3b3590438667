import Big from 'big.js';
import type { BuyerIn, DealIn, LineIn } from '../types';
import { LAYOUT, SERVICES, stageWord, USER, type Lookup, type Module, type RecordRow } from './books';
import type { Organisation } from './organisation';
import { quoteLine, totals } from './prices';

const COUNTRY_NAMES = new Intl.DisplayNames(['pl'], { type: 'region' });

export function newDeal(organisation: Organisation, input: DealIn): RecordRow {
	const deal = organisation.insert('Deals', {
		Deal_Name: input.title,
		Owner: { ...USER },
		Layout: { ...LAYOUT },
		Account_Name: null,
		Contact_Name: null,
		Amount: null,
	});
	organisation.move(deal, SERVICES.word, stageWord(input.stage ?? 'open'));
	return deal;
}

/** Writes what is given into the books, as a person does by hand. What is left out stays. Answers the changed fields. */
export function applyDealIn(organisation: Organisation, deal: RecordRow, input: Partial<DealIn>): string[] {
	const before = { ...deal.values };
	const { values } = deal;
	if (input.title !== undefined) values.Deal_Name = input.title;
	// Without several currencies switched on, a deal has none of its own.
	if (input.currency !== undefined) values.Currency = input.currency;
	if (input.notes !== undefined) values.Description = input.notes;
	applyClient(organisation, deal, input);
	if (input.lines?.some((line) => line.priceBasis === 'gross')) applySubform(organisation, deal, input.lines);
	else if (input.lines) applyQuote(organisation, deal, input);
	if (input.amount !== undefined) values.Amount = Number(input.amount);
	applyFields(organisation, deal, input);
	deal.modifiedTime = organisation.now();
	return Object.keys(values).filter((name) => values[name] !== before[name]);
}

/** A deal has one account, or a contact alone. Several buyers cannot be held: nobody is named then. */
function applyClient(organisation: Organisation, deal: RecordRow, input: Partial<DealIn>): void {
	const { buyer, requisites, contact } = input;
	if (requisites) deal.values.Account_Name = null;
	else if (buyer?.kind === 'consumer') {
		deal.values.Account_Name = null;
		deal.values.Contact_Name = makeContact(organisation, buyer);
	} else if (buyer) deal.values.Account_Name = makeAccount(organisation, buyer);
	if (contact && buyer?.kind !== 'consumer') deal.values.Contact_Name = makeContact(organisation, contact);
}

function makeAccount(organisation: Organisation, buyer: BuyerIn): Lookup {
	if (buyer.taxId !== undefined) ownField(organisation, 'Accounts', 'NIP', 'text');
	const row = organisation.insert('Accounts', {
		Account_Name: buyer.name,
		...(buyer.taxId === undefined ? {} : { NIP: buyer.taxId }),
		Billing_Street: buyer.address?.street ?? null,
		Billing_Code: buyer.address?.postalCode ?? null,
		Billing_City: buyer.address?.city ?? null,
		// Free text, in the language of whoever typed it.
		Billing_Country: COUNTRY_NAMES.of(buyer.country ?? 'PL') ?? null,
	});
	return { id: row.id, name: buyer.name };
}

function makeContact(organisation: Organisation, person: BuyerIn): Lookup {
	const [first = '', ...last] = person.name.split(' ');
	const row = organisation.insert('Contacts', {
		First_Name: first,
		Last_Name: last.join(' '),
		Full_Name: person.name,
		Email: person.email ?? null,
		Mailing_Street: person.address?.street ?? null,
		Mailing_Zip: person.address?.postalCode ?? null,
		Mailing_City: person.address?.city ?? null,
		Mailing_Country: COUNTRY_NAMES.of(person.country ?? 'PL') ?? null,
	});
	return { id: row.id, name: person.name };
}

/** The products stand in a quote, which is confirmed; a new list of them changes it. */
function applyQuote(organisation: Organisation, deal: RecordRow, input: Partial<DealIn>): void {
	const lines = (input.lines ?? []).map((line) => {
		const values = { Product_Name: line.name, Usage_Unit: line.unit ?? 'szt.' };
		const { id } = organisation.insert('Products', values);
		return quoteLine(line, { id: organisation.nextId(), product: { id, name: line.name } });
	});
	const isOfDeal = (row: RecordRow) => (row.values.Deal_Name as Lookup | null)?.id === deal.id;
	const quotes = organisation.books.records.Quotes;
	const quote =
		[...quotes.values()].find(isOfDeal) ??
		organisation.insert('Quotes', {
			Subject: String(deal.values.Deal_Name),
			Quote_Stage: 'Confirmed',
			Deal_Name: { id: deal.id, name: String(deal.values.Deal_Name) },
		});
	delete deal.values.Invoice_Lines;
	Object.assign(quote.values, { Quoted_Items: lines, ...totals(lines), Currency: deal.values.Currency ?? null });
	deal.values.Amount = Number(quote.values.Grand_Total);
}

/**
 * Quotes know net prices only. Who sells at prices with VAT keeps the lines in a table of the deal, made by hand, with
 * columns for all that an invoice needs.
 */
function applySubform(organisation: Organisation, deal: RecordRow, lines: LineIn[]): void {
	ownField(organisation, 'Deals', 'Invoice Lines', 'subform');
	deal.values.Invoice_Lines = lines.map((line) => ({
		id: organisation.nextId(),
		Parent_Id: { id: deal.id, name: String(deal.values.Deal_Name) },
		Item: line.name,
		Quantity: Number(line.quantity),
		Unit: line.unit ?? 'szt.',
		Price: Number(line.unitPrice),
		Discount: line.discountPercent === undefined ? null : Number(line.discountPercent),
		VAT_Rate: line.vatRate ?? null,
		Gross: line.priceBasis === 'gross',
	}));
	const sum = lines.reduce((total, line) => total.plus(new Big(line.unitPrice).times(line.quantity)), new Big(0));
	deal.values.Amount = sum.round(2).toNumber();
}

/** Custom fields that people fill in. One that does not exist yet is made, as an administrator would by hand. */
function applyFields(organisation: Organisation, deal: RecordRow, input: Partial<DealIn>): void {
	const { paid, recipient, buyer } = input;
	// An account has no e-mail: who wants one for invoices writes it on the deal.
	const email = buyer?.kind === 'consumer' ? undefined : buyer?.email;
	const values: [string, string, unknown][] = [
		['D2I Sale Date', 'date', input.saleDate],
		['D2I Issue On', 'date', input.issueOn],
		['D2I Order Number', 'text', input.orderNumber],
		['D2I Exemption Reason', 'text', input.exemptionReason],
		['D2I Number', 'text', input.invoiceNumber],
		['D2I Email', 'text', email],
		['D2I Recipient', 'text', recipient && [recipient.name, recipient.taxId].filter(Boolean).join(', ')],
		['D2I Paid Amount', 'text', paid?.amount],
		['D2I Paid On', 'date', paid?.date],
		...Object.entries(input.customFields ?? {}).map(([name, value]): [string, string, unknown] => [
			name,
			'text',
			value,
		]),
	];
	for (const [label, type, value] of values) {
		if (value === undefined) continue;
		const field = ownField(organisation, 'Deals', label, type);
		deal.values[field.name] = field.type === 'boolean' ? ['tak', 'true', 'yes'].includes(String(value)) : value;
	}
}

function ownField(organisation: Organisation, module: Module, label: string, type: string) {
	const name = label.replace(/ /g, '_');
	return organisation.fields[module].get(name) ?? organisation.makeField(module, label, type);
}
