import { commonFields, descriptionOf } from '../../connect/fakturowniaFamily/request';
import { VendorError } from '../../connect/http';
import { exchangeNote } from '../../invoicing/exchange/exchange';
import type { Invoice } from '../../invoicing/invoice';
import { settlesText } from '../../invoicing/settles';
import type { Order, StagedInvoice } from './order';

/** Copied from the order; sent beside it they would be a second opinion. */
const COPIED = /^(buyer_|currency$|lang$|department_id$)/;

/** Advances and finals, which are made from the order and have no positions of their own. Throws VendorError without one. */
export function isStaged(invoice: Invoice, vendor: string): invoice is StagedInvoice {
	if (invoice.kind !== 'advance' && invoice.kind !== 'final') return false;
	if (!invoice.order) throw refusal(invoice, vendor, 'does not say what was ordered', 'Build it with Build Invoice.');
	const odd = invoice.order.lines.find(({ vatRate }) => vatRate === '0 WDT' || vatRate === '0 EX');
	if (odd)
		throw refusal(
			invoice,
			vendor,
			`has lines at ${odd.vatRate}, which ${vendor} knows as kinds of document of their own`,
			`Issue it by hand in ${vendor}.`,
		);
	return true;
}

/**
 * The body's `invoice` object of an advance of a gross amount, or of the final that takes the advances off (README,
 * "Dodanie faktury podobnej"). Dates are sent: copying would bring those of the order.
 */
export function stagedBody(invoice: StagedInvoice, order: Order, vendor: string): Record<string, unknown> {
	const own = Object.entries(commonFields(invoice, vendor)).filter(([name]) => !COPIED.test(name));
	const note = exchangeNote(invoice, invoice.language);
	return {
		...Object.fromEntries(own),
		...(note && { exchange_note: note }),
		kind: invoice.kind,
		copy_invoice_from: order.id,
		...(invoice.kind === 'final' ? finalFields(invoice) : advanceFields(invoice, order)),
	};
}

function advanceFields(invoice: StagedInvoice, order: Order): Record<string, unknown> {
	const name = { pl: 'Zaliczka na poczet zamówienia', en: 'Advance for the order' }[invoice.language];
	return {
		advance_creation_mode: 'amount',
		advance_value: invoice.totals.gross,
		position_name: `${name} ${order.number}`,
		...descriptionOf(invoice, [settlesText(invoice)]),
	};
}

function finalFields(invoice: StagedInvoice): Record<string, unknown> {
	// Printed by the system itself, with their numbers.
	const ids = (invoice.settles ?? []).map(({ documentId }) => Number(documentId));
	return { invoice_ids: ids, ...descriptionOf(invoice) };
}

function refusal({ deal, kind }: Invoice, vendor: string, what: string, advice: string): VendorError {
	return new VendorError({
		vendor,
		cause: 'rejected',
		outcome: 'notDone',
		message: `The ${kind} of deal ${deal.id} ${what}. Nothing was issued.`,
		advice,
	});
}
