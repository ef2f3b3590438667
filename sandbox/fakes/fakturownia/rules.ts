import Big from 'big.js';
import type { Refusals } from '../fakturowniaFamily/brand';
import { bareNumber, commonRefusals, Complaints, isNip } from '../fakturowniaFamily/rules';
import { taxName } from '../fakturowniaFamily/totals';
import type { NewInvoice } from './schemas';

/** What is refused of a well-formed document. `toKsef`: it is to be sent, and documents that KSeF would refuse are blocked. */
export function contentRefusals(invoice: NewInvoice, toKsef: boolean): Refusals {
	const complaints = new Complaints(invoice);
	commonRefusals(invoice, complaints, (tax) => taxName(tax) !== undefined);
	const number = bareNumber(invoice);
	const polish = (invoice.buyer_tax_no_kind ?? '') === '' && /^(PL)?\d/.test(number);
	if (polish && !isNip(number.replace(/^PL/, '')))
		complaints.refuse('buyer_tax_no', '- nie jest poprawnym numerem NIP');
	if (invoice.buyer_tax_no_kind === 'nip_ue' && !/^[A-Z0-9+*]{1,14}$/.test(number))
		complaints.refuse('buyer_tax_no', '- jest nieprawidłowe');
	if (invoice.exchange_kind === 'own') complaints.require('exchange_note');
	for (const recipient of invoice.recipients ?? [])
		if (recipient.tax_no_kind === 'empty' && recipient.tax_no)
			complaints.refuse('recipients', '- numer musi być pusty');
	if (invoice.kind === 'correction') correctionRefusals(invoice, complaints);
	else if (invoice.invoice_id) complaints.refuse('invoice_id', '- tylko dla korekty');
	if (toKsef) ksefRefusals(invoice, complaints);
	return complaints.refusals;
}

/** Linked, with a reason, and each row's difference is what lies between its two states. */
function correctionRefusals(invoice: NewInvoice, complaints: Complaints): void {
	complaints.require('correction_reason');
	complaints.require('invoice_id');
	if (invoice.from_invoice_id !== invoice.invoice_id) complaints.refuse('from_invoice_id', '- jest nieprawidłowe');
	// Documented for documents of other kinds only.
	if (invoice.oid_unique) complaints.refuse('oid_unique', '- nie dotyczy korekt');
	invoice.positions.forEach((position, index) => {
		const at = (field: string) => `positions.${index}.${field}`;
		const { correction_before_attributes: before, correction_after_attributes: after } = position;
		if (position.kind !== 'correction' || !before || !after)
			return complaints.refuse(at('kind'), '- brak stanu przed i po');
		if (before.tax !== after.tax || before.tax !== position.tax) complaints.refuse(at('tax'), '- różni się od stanu');
		for (const field of ['quantity', 'total_price_gross'] as const)
			if (!new Big(after[field]).minus(before[field]).eq(position[field]))
				complaints.refuse(at(field), '- nie jest różnicą stanów');
	});
}

function ksefRefusals(invoice: NewInvoice, complaints: Complaints): void {
	const person = invoice.buyer_company === false;
	const taxes = new Set(invoice.positions.map((position) => taxName(position.tax)));
	if (taxes.has('zw')) complaints.require('exempt_tax_kind');
	if (taxes.has('np')) complaints.require('np_tax_kind');
	if (invoice.np_tax_kind === 'export_service_eu' && !invoice.reverse_charge)
		complaints.refuse('reverse_charge', '- musi być zaznaczone');
	if (!person && invoice.buyer_tax_no_kind !== 'empty') complaints.require('buyer_tax_no');
	if (person) {
		complaints.require('buyer_first_name');
		complaints.require('buyer_last_name');
	}
	complaints.require('buyer_country');
	tooLong('buyer_phone', invoice.buyer_phone, 16);
	tooLong('buyer_email', invoice.buyer_email, 255);
	tooLong('buyer_name', invoice.buyer_name, 255);
	tooLong('buyer_street', invoice.buyer_street, 255);
	tooLong('description', invoice.description, 256);
	tooLong('correction_reason', invoice.correction_reason, 256);
	invoice.positions.forEach((position, index) => tooLong(`positions.${index}.name`, position.name, 256));

	function tooLong(field: string, text: string | undefined, limit: number): void {
		if ((text ?? '').length > limit)
			complaints.refuse(field, `- pole jest za długie (maksymalna ilość znaków: ${limit})`);
	}
}
