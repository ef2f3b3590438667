import { showTaxId } from '../../invoicing/taxId';
import type { Invoice } from '../../invoicing/invoice';
import { cut, oneLine } from '../../invoicing/text';
import type { Customer } from './schemas';

/** Display names may hold no colon (it parts a customer from its jobs), tab or line break. */
const LONGEST_NAME = 100;

export function displayName(name: string): string {
	return cut(oneLine(oneLine(name).replace(/:/g, ' ')), LONGEST_NAME);
}

type Buyer = Pick<Invoice, 'buyer' | 'currency' | 'deal'>;

/**
 * The names under which this buyer may stand, in this order. A display name is unique across customers, vendors and
 * employees, and a customer has one currency for ever; so the plain name may be somebody else's. The same buyer and
 * currency have the same names for ever.
 */
export function namesOf({ buyer, currency, deal }: Buyer): string[] {
	const key = buyer.taxId ? showTaxId(buyer.taxId) : `${deal.crm} ${buyer.clientId}`;
	const withMark = (mark: string) => {
		const suffix = ` (${oneLine(mark.replace(/:/g, ' '))})`;
		return cut(displayName(buyer.name), LONGEST_NAME - suffix.length) + suffix;
	};
	return [displayName(buyer.name), withMark(key), withMark(`${key} ${currency}`)];
}

/** Whether a customer's display name is this party's: plain, or with a mark of ours behind it. */
export function isNameOf(customerName: string, partyName: string): boolean {
	const plain = displayName(partyName);
	if (customerName === plain) return true;
	const [, before] = /^(.+) \([^()]+\)$/.exec(customerName) ?? [];
	return before !== undefined && before.length > 1 && plain.startsWith(before.replace(/…$/, ''));
}

/** Stands in the notes of customers that were made here: which client of which CRM they are. No personal data. */
export function clientMark({ buyer, deal }: Pick<Invoice, 'buyer' | 'deal'>): string {
	return `[deal-to-invoice client ${deal.crm}/${deal.account}/${buyer.clientId}]`;
}

const MARK = /\[deal-to-invoice client [^\]]+\]/;

/**
 * Whether a customer of the right name is this buyer. The tax number decides where both have one (QuickBooks shows
 * its end only); then the mark of the CRM's client; a customer that somebody made by hand is taken by its name.
 */
export function isSameParty(customer: Customer, invoice: Buyer): boolean {
	const shown = compact(customer.PrimaryTaxIdentifier ?? '').replace(/^[X*]+(?=[A-Z0-9])/, '');
	const ours = compact(showTaxId(invoice.buyer.taxId));
	if (shown !== '' && ours !== '') return ours.endsWith(shown) || shown.endsWith(ours);
	if (shown !== '') return false;
	const mark = MARK.exec(customer.Notes ?? '')?.[0];
	return mark === undefined || mark === clientMark(invoice);
}

/** A customer without a currency is one of a company that has only its own. */
export function hasCurrency(customer: Customer, currency: string): boolean {
	return customer.CurrencyRef === undefined || customer.CurrencyRef.value === currency;
}

const compact = (text: string): string => text.toUpperCase().replace(/[^A-Z0-9*]/g, '');
