import Big from 'big.js';
import { commonFields, descriptionOf } from '../../connect/fakturowniaFamily/request';
import type { Corrects, DocumentLine, Invoice, InvoiceLine } from '../../invoicing/invoice';
import { plain } from '../../invoicing/decimal';
import { printedRate } from '../../invoicing/lineRates';
import { VendorError } from '../../connect/http';
import { taxNumberKind } from './taxNumber';
import { taxHeader } from './vat';

/**
 * The body's `invoice` object of a correction (README, "Dodanie faktury korekty"): linked to the corrected document twice,
 * with its reason, and every position with the difference, how it stood and how it stands. The vendor documents
 * `oid_unique` for invoices only, so it is not sent; the reference stands in the internal note as well.
 */
export function correctionOf(invoice: Invoice, corrects: Corrects, vendor: string): Record<string, unknown> {
	const { oid_unique: _, ...common } = commonFields(invoice, vendor);
	const { kind: __, ...tax } = taxHeader(invoice, vendor);
	const corrected = correctedId(invoice, corrects, vendor);
	return {
		...tax,
		...common,
		kind: 'correction',
		correction_reason: corrects.reason,
		invoice_id: corrected,
		from_invoice_id: corrected,
		internal_note: invoice.reference,
		split_payment: 0,
		buyer_tax_no_kind: taxNumberKind(invoice.buyer.taxId),
		...descriptionOf(invoice),
		positions: corrects.rows.map(({ before, after }, index) => ({
			...position(invoice.lines[index]!),
			kind: 'correction',
			correction_before_attributes: { ...state(before), kind: 'correction_before' },
			correction_after_attributes: { ...state(after), kind: 'correction_after' },
			quantity: difference(after.quantity, before.quantity),
		})),
	};
}

const state = (line: DocumentLine) => ({
	name: line.name,
	quantity: line.quantity,
	...(line.unit && { quantity_unit: line.unit }),
	tax: printedRate(line),
	total_price_gross: line.gross,
});

const position = (line: InvoiceLine) => ({
	name: line.name,
	tax: printedRate(line),
	total_price_gross: line.gross,
});

const difference = (after: string, before: string): string => plain(new Big(after).minus(before));

function correctedId(invoice: Invoice, { documentId, number }: Corrects, vendor: string): number {
	if (/^\d{1,15}$/.test(documentId)) return Number(documentId);
	throw new VendorError({
		vendor,
		cause: 'rejected',
		outcome: 'notDone',
		message: `Document ${number} of deal ${invoice.deal.id} was not made in ${vendor}, so it cannot be corrected there.`,
		advice: 'Issue the correction in the system that holds the document.',
	});
}
