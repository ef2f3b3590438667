import type { EffectInvoice } from '../types';
import type { StoredDocument } from './books';
import type { Office } from './brand';

const KINDS: Record<string, string> = { vat: 'invoice', wdt: 'invoice', export_products: 'invoice' };

/** A document as the console and the tests count it. */
export function effectOf(document: StoredDocument, vendor: string, office: Office | undefined): EffectInvoice {
	const { input } = document;
	const legalStatus = office?.status(document) ?? '';
	return {
		vendor,
		id: String(document.id),
		number: document.number,
		kind: KINDS[document.kind] ?? document.kind,
		reference: input.oid ?? '',
		currency: input.currency,
		net: document.totals.net,
		vat: document.totals.tax,
		gross: document.totals.gross,
		issueDate: document.issueDate,
		saleDate: document.saleDate,
		dueDate: document.dueDate,
		legalStatus,
		ksefNumber: document.govId ?? '',
		...(document.govAt && { legalAt: document.govAt.toISOString() }),
		buyer: {
			name: input.buyer_name || [input.buyer_first_name, input.buyer_last_name].filter(Boolean).join(' '),
			taxId: input.buyer_tax_no ?? '',
			email: input.buyer_email ?? '',
		},
		recipient: input.recipients?.[0],
		lines: document.positions.map((position) => ({
			name: position.name,
			description: position.description ?? position.additional_info ?? '',
			quantity: position.quantity,
			unit: position.quantity_unit ?? '',
			vatRate: position.tax,
			net: position.total_price_net,
			vat: position.total_price_tax,
			gross: position.total_price_gross,
		})),
		...(input.invoice_id !== undefined && {
			corrects: {
				id: String(input.invoice_id),
				reason: input.correction_reason ?? '',
				rows: input.positions.map((position) => ({
					before: position.correction_before_attributes,
					after: position.correction_after_attributes,
				})),
			},
		}),
		exemptionReason: input.exempt_tax_kind,
		splitPayment: input.split_payment ?? false,
		...(input.exchange_kind === 'own' && {
			// Only one brand has a field for the note.
			exchange: { rate: input.exchange_currency_rate, note: (input as { exchange_note?: string }).exchange_note },
		}),
		cancelled: document.cancelled,
		paid: document.paid,
	};
}
