import type { Invoice, InvoiceLine, Party, TaxId } from '../../invoicing/invoice';
import { VendorError } from '../http';

/**
 * What every document of the family is made of: the fields that all brands document. A brand adds what it alone has.
 * Every field that matters is sent; nothing is left to the account's defaults but the seller and the number.
 */
export function commonFields(invoice: Invoice, vendor: string): Record<string, unknown> {
	return {
		oid: invoice.reference,
		oid_unique: 'yes',
		...departmentOf(invoice, vendor),
		issue_date: invoice.issueDate,
		sell_date: invoice.saleDate,
		payment_to_kind: 'other_date',
		payment_to: invoice.dueDate,
		currency: invoice.currency,
		...exchangeOf(invoice),
		lang: invoice.language,
		...buyerOf(invoice),
	};
}

/**
 * The system counts a document's VAT per rate from the gross sums of its positions, so gross line totals are what it
 * is given. Where our totals were counted per rate from net sums, the gross sum leads back to the same VAT
 * (a grosz of VAT rounding moves it by less than half a grosz), so no `calculating_strategy` is sent; the answer is compared.
 */
export function positionOf(line: InvoiceLine, tax: string): Record<string, unknown> {
	return {
		name: line.name,
		quantity: line.quantity,
		...(line.unit && { quantity_unit: line.unit }),
		tax,
		total_price_gross: line.gross,
	};
}

/** Left out, the account's default company issues; a wrong one would issue in the name of somebody else. */
function departmentOf({ seller, deal }: Invoice, vendor: string): Record<string, unknown> {
	const id = seller.departmentId.trim();
	if (id === '') return {};
	if (/^\d{1,15}$/.test(id)) return { department_id: Number(id) };
	throw new VendorError({
		vendor,
		cause: 'rejected',
		outcome: 'notDone',
		message: `The setting "Department ID" is no number, so it is not known which company of ${vendor} issues the document for deal ${deal.id}.`,
		advice: `Enter the number that "Account: Check" shows behind the company's name, or leave the setting empty for the default company.`,
	});
}

/** Totals and tax in PLN, too: at the rate of the invoice, or at the one that the system looks up at the NBP. */
function exchangeOf({ currency, exchange }: Invoice): Record<string, unknown> {
	if (currency === 'PLN') return {};
	if (!exchange) return { exchange_currency: 'PLN', exchange_kind: 'nbp' };
	return { exchange_currency: 'PLN', exchange_kind: 'own', exchange_currency_rate: exchange.rate };
}

/** In full, and always with `buyer_company`: without it a person counts as a company. */
function buyerOf({ buyer, mailTo }: Invoice): Record<string, unknown> {
	const email = buyer.emails[0] ?? mailTo[0];
	return {
		buyer_company: buyer.kind === 'business',
		buyer_name: buyer.name,
		...(buyer.kind === 'consumer' && personOf(buyer)),
		buyer_tax_no: buyer.taxId ? taxNumber(buyer.taxId) : '',
		buyer_street: buyer.address.street,
		buyer_post_code: buyer.address.postalCode,
		buyer_city: buyer.address.city,
		buyer_country: buyer.address.country || buyer.taxId?.country || 'PL',
		// A client who wants no e-mail must not get one by an automatic rule of the account either.
		...(email && mailTo.length > 0 && { buyer_email: email }),
	};
}

/** VIES numbers carry their prefix, which is EL for Greece. */
export function taxNumber(taxId: TaxId): string {
	if (taxId.kind !== 'euVat') return taxId.number;
	return `${taxId.country === 'GR' ? 'EL' : taxId.country}${taxId.number}`;
}

/** Where the CRM holds one text for a person's name, its last word is the last name. */
function personOf(buyer: Party): Record<string, unknown> {
	const words = buyer.name.trim().split(/\s+/);
	return {
		buyer_first_name: buyer.firstName ?? words.slice(0, -1).join(' '),
		buyer_last_name: buyer.lastName ?? words[words.length - 1] ?? '',
	};
}

/** The printed remarks: the customer's order number, the notes, and what the brand has no field of its own for. */
export function descriptionOf(invoice: Invoice, more: (string | undefined)[] = []): Record<string, unknown> {
	const label = invoice.language === 'pl' ? 'Nr zamówienia' : 'Order number';
	const lines = [invoice.orderNumber && `${label}: ${invoice.orderNumber}`, invoice.notes, ...more].filter(Boolean);
	return lines.length > 0 ? { description: lines.join('\n') } : {};
}
