import { commonFields, descriptionOf, positionOf, taxNumber } from '../../connect/fakturowniaFamily/request';
import { exchangeNote } from '../../invoicing/exchange/exchange';
import type { Invoice } from '../../invoicing/invoice';
import { printedRate } from '../../invoicing/lineRates';
import { assertHeld, VENDOR } from './refusals';

/**
 * The body's `invoice` object of POST /invoices.json, from the fields that InvoiceOcean documents
 * (github.com/invoiceocean/API, "Invoice fields"), and `oid_unique`, which is harmless where it is not known.
 * What has no field of its own is printed as a remark. Throws VendorError for what must not be lost.
 */
export function documentOf(invoice: Invoice): Record<string, unknown> {
	assertHeld(invoice);
	const described = invoice.lines.some((line) => line.description);
	return {
		kind: invoice.kind === 'proforma' ? 'proforma' : 'vat',
		...commonFields(invoice, VENDOR),
		// Its check knows the numbers of some countries only; these were checked before.
		...(invoice.buyer.taxId && invoice.buyer.taxId.kind !== 'nip' && { disable_tax_no_validation: '1' }),
		...(described && {
			additional_info: '1',
			additional_info_desc: invoice.language === 'pl' ? 'Opis' : 'Description',
		}),
		...descriptionOf(invoice, remarksOf(invoice)),
		positions: invoice.lines.map((line) => ({
			...positionOf(line, printedRate(line)),
			...(line.description && { additional_info: line.description }),
		})),
	};
}

function remarksOf(invoice: Invoice): (string | undefined)[] {
	const exempt = invoice.lines.some((line) => line.vatRate === 'zw');
	return [
		exempt ? invoice.exemptionReason : undefined,
		// The very words that the law wants on such an invoice (art. 106e(1)(18a)), in any language.
		invoice.splitPayment ? 'Mechanizm podzielonej płatności' : undefined,
		recipientText(invoice),
		exchangeNote(invoice, invoice.language),
	];
}

function recipientText({ recipient, language }: Invoice): string | undefined {
	if (!recipient) return undefined;
	const { name, taxId, role, address } = recipient;
	const label = language === 'pl' ? 'Odbiorca' : 'Recipient';
	const town = [address?.postalCode, address?.city].filter(Boolean).join(' ');
	const parts = [name, taxId && taxNumber(taxId), address?.street, town].filter(Boolean);
	return `${label}${role ? ` (${role})` : ''}: ${parts.join(', ')}`;
}
