import { countryOf } from '../../../connect/crm/country';
import type { Address, DealContact, DealParty } from '../../../invoicing/deal';
import type { Linked, Properties, Row } from '../schemas';

export const COMPANY_PROPERTIES = [
	'name',
	'email',
	'address',
	'address2',
	'zip',
	'city',
	'country',
	'hs_country_code',
] as const;
export const CONTACT_PROPERTIES = [
	'firstname',
	'lastname',
	'email',
	'company',
	'address',
	'zip',
	'city',
	'country',
	'hs_country_region_code',
] as const;

/** A company or contact of the deal, with the names of its associations to it. */
export interface Client {
	row: Row;
	labels: string[];
}

export interface ClientBooks {
	companies: Client[];
	contacts: Client[];
	/** Field of company, contact or deal with the tax number; HubSpot has none of its own. */
	taxIdField?: string;
	deal: Properties;
}

/** A field of the deal, ticked for a buyer who is a person and no business: HubSpot itself cannot tell. */
export const CONSUMER_FIELD = 'd2i_consumer';

/**
 * The candidates for the buyer: the deal's companies; without any, its contacts. Chosen is the one whose association is
 * labelled as the one to bill, else the deal's primary company.
 */
export function toBuyers(books: ClientBooks): DealParty[] {
	const { companies, contacts } = books;
	const parties = companies.length > 0 ? companies : contacts;
	const billed = parties.some(isBilled);
	return parties.map((client) => ({
		...(companies.length > 0 ? fromCompany(client.row, books) : fromContact(client.row, books)),
		chosen: billed ? isBilled(client) : client.labels.includes(PRIMARY_COMPANY),
	}));
}

/** HubSpot has no primary contact of a deal: it is the one labelled for billing, else the only one. */
export function toContacts({ contacts }: ClientBooks): DealContact[] {
	return contacts.map((client) => ({
		id: client.row.id,
		name: personName(client.row.properties),
		emails: splitEmails(client.row.properties.email),
		primary: isBilled(client) || contacts.length === 1,
	}));
}

/** Each associated record once, with all labels of its associations; HubSpot lists it once for each. */
export function labelled(linked: readonly Linked[]): Map<string, string[]> {
	const byId = new Map<string, string[]>();
	for (const { id, type } of linked) byId.set(id, [...(byId.get(id) ?? []), type]);
	return byId;
}

/** The association of the primary company; any other is `deal_to_company_unlabeled` or has a label of the account's own. */
const PRIMARY_COMPANY = 'deal_to_company';
const BILLED = /billing|invoice|faktur|payer|p[lł]atnik/i;

function isBilled({ labels }: Client): boolean {
	return labels.some((label) => BILLED.test(label));
}

function fromCompany({ id, properties }: Row, books: ClientBooks): Omit<DealParty, 'chosen'> {
	return {
		id: `company-${id}`,
		name: textOf(properties.name),
		kind: 'business',
		taxId: taxIdOf(properties, books),
		address: addressOf(properties),
		emails: splitEmails(properties.email),
		clientId: id,
	};
}

function fromContact({ id, properties }: Row, books: ClientBooks): Omit<DealParty, 'chosen'> {
	const taxId = taxIdOf(properties, books);
	const isConsumer = textOf(books.deal[CONSUMER_FIELD]) === 'true';
	// A business without a company record: its name stands on the contact.
	const business = taxId ? textOf(properties.company) : '';
	return {
		id: `contact-${id}`,
		name: business || personName(properties),
		firstName: textOf(properties.firstname) || undefined,
		lastName: textOf(properties.lastname) || undefined,
		kind: isConsumer ? 'consumer' : taxId ? 'business' : 'unknown',
		taxId,
		address: addressOf(properties),
		emails: splitEmails(properties.email),
		clientId: id,
	};
}

function taxIdOf(properties: Properties, { taxIdField, deal }: ClientBooks): string | undefined {
	if (!taxIdField) return undefined;
	return textOf(properties[taxIdField]) || textOf(deal[taxIdField]) || undefined;
}

function addressOf(properties: Properties): Address {
	return {
		street: [properties.address, properties.address2].map(textOf).filter(Boolean).join(', '),
		postalCode: textOf(properties.zip),
		city: textOf(properties.city),
		country: countryOf(
			textOf(properties.hs_country_code ?? properties.hs_country_region_code),
			textOf(properties.country),
		),
	};
}

function personName(properties: Properties): string {
	return [properties.firstname, properties.lastname].map(textOf).filter(Boolean).join(' ');
}

function splitEmails(text: string | undefined): string[] {
	return [...new Set((text ?? '').split(/[;,\s]+/).filter(Boolean))];
}

const textOf = (value: string | undefined): string => (value ?? '').trim();
