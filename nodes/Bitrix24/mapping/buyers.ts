import type { Address, DealContact, DealParty } from '../../../invoicing/deal';
import { countryOf } from '../../../connect/crm/country';
import type { AddressRow, Company, Contact, Requisite } from '../schemas';

/** The client of the deal and all that Bitrix24 holds about it. Ids of companies and contacts are numbers as text. */
export interface ClientBooks {
	company?: Company;
	/** All contacts of the deal, primary first. */
	contacts: { contact: Contact; primary: boolean }[];
	requisites: Requisite[];
	/** The requisite that the deal names as the buyer's. */
	chosenRequisiteId?: string;
	addresses: AddressRow[];
	/** XML_ID of requisite templates by id. */
	presets: Record<string, string>;
	/** Custom field of company, contact or deal with the tax number, for portals without requisites. */
	taxIdField?: string;
	/** That field's value on the deal itself. */
	taxIdOnDeal?: string;
}

const CONTACT = '3';
const COMPANY = '4';
const REQUISITE = '8';
/** Kinds of address, best first for an invoice: legal, registered, actual (crm.enum.addresstype). */
const ADDRESS_ORDER = ['6', '4', '1'];

/** The candidates for the buyer: every requisite of the client; without any, the company or contact itself. */
export function toBuyers(books: ClientBooks): DealParty[] {
	const usable = books.requisites.filter((requisite) => requisite.ADDRESS_ONLY !== 'Y');
	if (usable.length > 0) return usable.map((requisite) => fromRequisite(requisite, books));
	const { company } = books;
	if (company) return [fromCompany(company, books)];
	const contact = (books.contacts.find((one) => one.primary) ?? books.contacts[0])?.contact;
	return contact ? [fromContact(contact, books)] : [];
}

export function toContacts(books: ClientBooks): DealContact[] {
	return books.contacts.map(({ contact, primary }) => ({
		id: contact.id,
		name: personName(contact),
		emails: emailsOf(contact.fm),
		primary,
	}));
}

function fromRequisite(requisite: Requisite, books: ClientBooks): DealParty {
	const ofCompany = requisite.ENTITY_TYPE_ID === COMPANY;
	const contact = books.contacts.find((one) => one.contact.id === requisite.ENTITY_ID)?.contact;
	const address = bestAddress(books.addresses, [
		[REQUISITE, requisite.ID],
		[requisite.ENTITY_TYPE_ID, requisite.ENTITY_ID],
	]);
	const taxId = taxIdOf(requisite, address) ?? customTaxId(books, ofCompany ? books.company : contact);
	const names = [requisite.RQ_COMPANY_FULL_NAME, requisite.RQ_COMPANY_NAME];
	const person = [requisite.RQ_FIRST_NAME, requisite.RQ_LAST_NAME].filter(Boolean).join(' ');
	const fallback = ofCompany ? (books.company?.title ?? '') : contact ? personName(contact) : '';
	const owner = ofCompany ? books.company?.fm : contact?.fm;
	return {
		id: requisite.ID,
		chosen: requisite.ID === books.chosenRequisiteId,
		name: firstFilled([...names, person, requisite.RQ_NAME, fallback]),
		firstName: requisite.RQ_FIRST_NAME || undefined,
		lastName: requisite.RQ_LAST_NAME || undefined,
		kind: taxId || ofCompany ? 'business' : kindOfPreset(books.presets[requisite.PRESET_ID] ?? ''),
		taxId,
		address,
		emails: unique([...splitEmails(requisite.RQ_EMAIL), ...emailsOf(owner ?? [])]),
		clientId: requisite.ENTITY_ID,
	};
}

function fromCompany(company: Company, books: ClientBooks): DealParty {
	return {
		id: `company-${company.id}`,
		chosen: false,
		name: company.title.trim(),
		kind: 'business',
		taxId: customTaxId(books, company),
		address: bestAddress(books.addresses, [[COMPANY, company.id]]),
		emails: emailsOf(company.fm),
		clientId: company.id,
	};
}

function fromContact(contact: Contact, books: ClientBooks): DealParty {
	const taxId = customTaxId(books, contact);
	return {
		id: `contact-${contact.id}`,
		chosen: false,
		name: personName(contact),
		firstName: contact.name || undefined,
		lastName: contact.lastName || undefined,
		kind: taxId ? 'business' : 'unknown',
		taxId,
		address: bestAddress(books.addresses, [[CONTACT, contact.id]]),
		emails: emailsOf(contact.fm),
		clientId: contact.id,
	};
}

/** Many users type the NIP into "VAT-EU" or the other way round. Abroad the VAT number is the one that counts. */
function taxIdOf(requisite: Requisite, address: Address): string | undefined {
	const national = requisite.RQ_INN.trim();
	const european = requisite.RQ_VAT_ID.trim();
	const abroad = address.country !== '' && address.country !== 'PL';
	return (abroad ? european || national : national || european) || undefined;
}

function customTaxId(books: ClientBooks, holder: Company | Contact | undefined): string | undefined {
	const { taxIdField } = books;
	const held: unknown = taxIdField ? holder?.[taxIdField] : undefined;
	const text = typeof held === 'string' || typeof held === 'number' ? String(held).trim() : '';
	return text || books.taxIdOnDeal?.trim() || undefined;
}

/** The template that a user chose says what the client is: "…_PERSON#", "…_LEGALENTITY#", "…_INDIVIDUAL#" (sole trader). */
function kindOfPreset(xmlId: string): DealParty['kind'] {
	if (/_PERSON#?$/i.test(xmlId)) return 'consumer';
	return /_(LEGALENTITY|INDIVIDUAL|COMPANY)#?$/i.test(xmlId) ? 'business' : 'unknown';
}

function bestAddress(rows: readonly AddressRow[], owners: [string, string][]): Address {
	for (const [type, id] of owners) {
		const own = rows.filter((row) => row.ENTITY_TYPE_ID === type && row.ENTITY_ID === id);
		const best = ADDRESS_ORDER.map((kind) => own.find((row) => row.TYPE_ID === kind)).find(Boolean) ?? own[0];
		if (best) return toAddress(best);
	}
	return { street: '', postalCode: '', city: '', country: '' };
}

function toAddress(row: AddressRow): Address {
	return {
		street: [row.ADDRESS_1, row.ADDRESS_2]
			.map((part) => part.trim())
			.filter(Boolean)
			.join(', '),
		postalCode: row.POSTAL_CODE.trim(),
		city: row.CITY.trim(),
		country: countryOf(row.COUNTRY_CODE, row.COUNTRY),
	};
}

function personName(contact: Contact): string {
	return [contact.name, contact.lastName]
		.map((part) => part.trim())
		.filter(Boolean)
		.join(' ');
}

function emailsOf(fields: Company['fm']): string[] {
	return unique(fields.filter((field) => field.typeId === 'EMAIL').flatMap((field) => splitEmails(field.value)));
}

function splitEmails(text: string): string[] {
	return text
		.split(/[;,\s]+/)
		.map((part) => part.trim())
		.filter(Boolean);
}

function unique(emails: string[]): string[] {
	return emails.filter((email, at) => emails.findIndex((other) => other.toLowerCase() === email.toLowerCase()) === at);
}

function firstFilled(texts: string[]): string {
	return texts.map((text) => text.trim()).find((text) => text !== '') ?? '';
}
