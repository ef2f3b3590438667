import type { Address, DealContact, DealParty } from '../../../invoicing/deal';
import { countryOf } from '../../../connect/crm/country';
import type { Account, Contact, SalesDocument } from '../schemas';
import type { ReadOptions } from '../readOptions';
import { fieldText } from './customFields';

/** The client of a deal, as Zoho holds it. */
export interface ClientBooks {
	account?: Account;
	/** The deal names an account that cannot be read: it is not for us to put the contact in its place. */
	accountIsHidden: boolean;
	contact?: Contact;
	/** The quote or order that the lines come from: it carries a copy of the billing address. */
	document?: Pick<SalesDocument, 'Billing_Street' | 'Billing_City' | 'Billing_Code' | 'Billing_Country'>;
	/** Field of account, contact or deal with the tax number; Zoho has no standard one. */
	taxIdField: string;
	/** That field's value on the deal itself. */
	taxIdOnDeal: string;
	contactAlone: ReadOptions['contactAlone'];
}

/** A deal names one account, or one contact where the client is no company: that is its buyer. */
export function toBuyers(books: ClientBooks): DealParty[] {
	if (books.account) return [fromAccount(books.account, books)];
	return books.contact && !books.accountIsHidden ? [fromContact(books.contact, books)] : [];
}

export function toContacts(contact: Contact | undefined): DealContact[] {
	if (!contact) return [];
	return [{ id: contact.id, name: personName(contact), emails: emailsOf(contact), primary: true }];
}

function fromAccount(account: Account, books: ClientBooks): DealParty {
	const own = toAddress(account.Billing_Street, account.Billing_Code, account.Billing_City, account.Billing_Country);
	const { document } = books;
	const copy =
		document &&
		toAddress(document.Billing_Street, document.Billing_Code, document.Billing_City, document.Billing_Country);
	return {
		id: `account-${account.id}`,
		chosen: true,
		name: account.Account_Name,
		kind: 'business',
		taxId: taxIdOf(account, books),
		address: isEmpty(own) && copy ? copy : own,
		// An account has no e-mail of its own: the deal's contact and the deal's own field have.
		emails: [],
		clientId: account.id,
	};
}

function fromContact(contact: Contact, books: ClientBooks): DealParty {
	const taxId = taxIdOf(contact, books);
	return {
		id: `contact-${contact.id}`,
		chosen: true,
		name: personName(contact),
		firstName: contact.First_Name || undefined,
		lastName: contact.Last_Name || undefined,
		kind: taxId ? 'business' : books.contactAlone,
		taxId,
		address: toAddress(contact.Mailing_Street, contact.Mailing_Zip, contact.Mailing_City, contact.Mailing_Country),
		emails: emailsOf(contact),
		clientId: contact.id,
	};
}

function taxIdOf(holder: Record<string, unknown>, books: ClientBooks): string | undefined {
	const held = books.taxIdField === '' ? '' : fieldText(holder[books.taxIdField]);
	return held || books.taxIdOnDeal || undefined;
}

/** Zoho keeps the country as it was typed, or chosen from a list of names. */
function toAddress(street: string, postalCode: string, city: string, country: string): Address {
	return { street: street.replace(/\s*\n\s*/g, ', '), postalCode, city, country: countryOf('', country) };
}

function isEmpty(address: Address): boolean {
	return address.street === '' && address.postalCode === '' && address.city === '';
}

function personName(contact: Contact): string {
	return [contact.First_Name, contact.Last_Name].filter(Boolean).join(' ');
}

function emailsOf(contact: Contact): string[] {
	const all = [contact.Email, contact.Secondary_Email].flatMap((text) => text.split(/[;,\s]+/)).filter(Boolean);
	return all.filter((email, at) => all.findIndex((other) => other.toLowerCase() === email.toLowerCase()) === at);
}
