import type { EffectInvoice } from '../types';
import type { StoredDocument } from './books';
import type { Ksef } from './ksef';

const KINDS: Record<string, string> = { vat: 'invoice', wdt: 'invoice', export_products: 'invoice' };

/** A document as the console and the tests count it. */
export function effectOf(document: StoredDocument, ksef: Ksef): EffectInvoice {
	const { input } = document;
	const legalStatus = ksef.status(document) ?? '';
	return {
		vendor: 'fakturownia',
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
			description: position.description ?? '',
			quantity: position.quantity,
			unit: position.quantity_unit ?? '',
			vatRate: position.tax,
			net: position.total_price_net,
			vat: position.total_price_tax,
			gross: position.total_price_gross,
		})),
		exemptionReason: input.exempt_tax_kind,
		splitPayment: input.split_payment ?? false,
		...(input.exchange_kind === 'own' && {
			exchange: { rate: input.exchange_currency_rate, note: input.exchange_note },
		}),
		cancelled: document.cancelled,
		paid: document.paid,
	};
}
