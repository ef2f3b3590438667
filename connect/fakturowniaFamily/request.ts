import type { Invoice, InvoiceLine, Party, TaxId } from '../../invoicing/invoice';
import { exchangeNote } from '../../invoicing/exchange/exchange';
import { positionTax, taxHeader } from './vat';

/**
 * The invoice in the family's words: the body's `invoice` object of POST /invoices.json.
 * Every field that matters is sent; nothing is left to the account's defaults but the seller and the number.
 */
export function createBody(invoice: Invoice, vendor: string): Record<string, unknown> {
	return {
		...taxHeader(invoice, vendor),
		oid: invoice.reference,
		oid_unique: 'yes',
		...departmentOf(invoice),
		issue_date: invoice.issueDate,
		sell_date: invoice.saleDate,
		payment_to_kind: 'other_date',
		payment_to: invoice.dueDate,
		currency: invoice.currency,
		...exchangeOf(invoice),
		lang: invoice.language,
		split_payment: invoice.splitPayment ? 1 : 0,
		...buyerOf(invoice),
		...recipientOf(invoice),
		...descriptionOf(invoice),
		positions: invoice.lines.map(positionOf),
	};
}

/**
 * The system counts a document's VAT per rate from the gross sums of its positions, so gross line totals are what it
 * is given. Where our totals were counted per rate from net sums, the gross sum leads back to the same VAT
 * (a grosz of VAT rounding moves it by less than half a grosz), so no `calculating_strategy` is sent; the answer is compared.
 */
function positionOf(line: InvoiceLine): Record<string, unknown> {
	return {
		name: line.name,
		...(line.description && { description: line.description }),
		quantity: line.quantity,
		...(line.unit && { quantity_unit: line.unit }),
		tax: positionTax(line.vatRate),
		total_price_gross: line.gross,
	};
}

/** Our own rate where we have one: the system's automatic one may be that of another day. `own` wants the note. */
function exchangeOf(invoice: Invoice): Record<string, unknown> {
	const { currency, exchange, language } = invoice;
	if (currency === 'PLN') return {};
	if (!exchange) return { exchange_currency: 'PLN', exchange_kind: 'nbp' };
	return {
		exchange_currency: 'PLN',
		exchange_kind: 'own',
		exchange_currency_rate: exchange.rate,
		exchange_note: exchangeNote(invoice, language),
	};
}

function departmentOf(invoice: Invoice): Record<string, unknown> {
	const id = invoice.seller.departmentId.trim();
	return /^\d{1,15}$/.test(id) ? { department_id: Number(id) } : {};
}

/** In full, and always with `buyer_company`: without it a person counts as a company and is sent to KSeF as one. */
function buyerOf({ buyer, mailTo }: Invoice): Record<string, unknown> {
	const email = buyer.emails[0] ?? mailTo[0];
	return {
		buyer_company: buyer.kind === 'business',
		buyer_name: buyer.name,
		...(buyer.kind === 'consumer' && personOf(buyer)),
		buyer_tax_no: buyer.taxId ? taxNumber(buyer.taxId) : '',
		buyer_tax_no_kind: buyer.taxId ? TAX_NO_KIND[buyer.taxId.kind] : 'empty',
		buyer_street: buyer.address.street,
		buyer_post_code: buyer.address.postalCode,
		buyer_city: buyer.address.city,
		buyer_country: buyer.address.country || buyer.taxId?.country || 'PL',
		// A client who wants no e-mail must not get one by an automatic rule of the account either.
		...(email && mailTo.length > 0 && { buyer_email: email }),
	};
}

/** The empty text stands for the Polish NIP. */
const TAX_NO_KIND: Record<TaxId['kind'], string> = { nip: '', euVat: 'nip_ue', other: 'other' };

/** VIES numbers carry their prefix, which is EL for Greece. */
function taxNumber(taxId: TaxId): string {
	if (taxId.kind !== 'euVat') return taxId.number;
	return `${taxId.country === 'GR' ? 'EL' : taxId.country}${taxId.number}`;
}

/** A person needs both names under KSeF; where the CRM holds one text, its last word is the last name. */
function personOf(buyer: Party): Record<string, unknown> {
	const words = buyer.name.trim().split(/\s+/);
	return {
		buyer_first_name: buyer.firstName ?? words.slice(0, -1).join(' '),
		buyer_last_name: buyer.lastName ?? words[words.length - 1] ?? '',
	};
}

/** The vendor's words for a further party (its KSeF guide); any other role is told in up to 25 letters of our own. */
const ROLES: Record<string, string> = {
	recipient: 'Odbiorca',
	branch: 'Odbiorca',
	jst: 'JST – odbiorca',
	gv: 'Członek GV – odbiorca',
	payer: 'Dokonujący płatności',
	employee: 'Pracownik',
};

function recipientOf({ recipient }: Invoice): Record<string, unknown> {
	if (!recipient) return {};
	const role = (recipient.role ?? 'recipient').trim();
	const known = ROLES[role.toLowerCase()] ?? Object.values(ROLES).find((word) => word === role);
	return {
		recipients: [
			{
				name: recipient.name,
				...(recipient.taxId && { tax_no: taxNumber(recipient.taxId) }),
				company: true,
				country: recipient.address?.country || recipient.taxId?.country || 'PL',
				street: recipient.address?.street ?? '',
				post_code: recipient.address?.postalCode ?? '',
				city: recipient.address?.city ?? '',
				...(known ? { role: known } : { role: 'Rola inna', role_description: role.slice(0, 25) }),
			},
		],
	};
}

function descriptionOf(invoice: Invoice): Record<string, unknown> {
	const label = invoice.language === 'pl' ? 'Nr zamówienia' : 'Order number';
	const lines = [invoice.orderNumber && `${label}: ${invoice.orderNumber}`, invoice.notes].filter(Boolean);
	return lines.length > 0 ? { description: lines.join('\n') } : {};
}
