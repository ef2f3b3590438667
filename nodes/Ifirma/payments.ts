import Big from 'big.js';
import { VendorError } from '../../connect/http';
import type { IssuedInvoice } from '../../invoicing/invoice';
import type { IfirmaClient } from './client';
import { readDocumentId } from './documentId';
import { isCorrection, isProforma } from './documentTypes';
import { refused, VENDOR } from './refused';
import { Done } from './schemas';

export interface Payment {
	reference: string;
	amount: string;
	paidOn: string;
}

/**
 * Whether a payment is still to be recorded. iFirma keeps the sum that was paid and nothing that tells one payment from
 * another, so only what cannot be taken for a repeat is recorded: the first payment, and one that settles the rest.
 * Throws VendorError for any other, and when more would be paid than is open.
 */
export function isToRecord(document: IssuedInvoice, payment: Payment): boolean {
	const paid = new Big(document.paid);
	const open = new Big(document.gross).minus(paid);
	if (open.lte(0)) return false;
	if (open.lt(payment.amount)) throw tooMuch(document, payment, open);
	if (paid.eq(0)) return true;
	// What settles the rest leaves nothing open, so a repeat of it finds nothing to do; two equal halves could be one.
	if (open.eq(payment.amount) && !paid.eq(payment.amount)) return true;
	throw ambiguous(document, payment);
}

/** Where payments are posted: by the sort of document in list names, and its number with `_` for the slash. */
export function paymentPath(document: IssuedInvoice): string {
	const { type } = readDocumentId(document.documentId);
	if (isProforma(type))
		throw refused(
			`iFirma records no payments of proformas, so ${document.number} was left as it is.`,
			'Issue the invoice and record the payment there.',
		);
	if (isCorrection(type))
		throw refused(
			`iFirma's API records no payments of corrections, so ${document.number} was left as it is.`,
			'Record it by hand in iFirma.',
		);
	return `/faktury/wplaty/${type.typ}/${encodeURIComponent(document.number.replace(/\//g, '_'))}.json`;
}

/** Records a payment, once: after a lost answer `read` tells whether it arrived. Answers the document as it is then. */
export async function recordPayment(
	client: IfirmaClient,
	document: IssuedInvoice,
	payment: Payment,
	read: () => Promise<IssuedInvoice>,
): Promise<IssuedInvoice> {
	const path = paymentPath(document);
	if (!isToRecord(document, payment)) return document;
	const body = { Kwota: new Big(payment.amount), Data: payment.paidOn };
	const purpose = `record the payment of document ${document.number}`;
	try {
		await client.json({ kind: 'create', method: 'POST', path, body, purpose }, Done);
	} catch (error) {
		if (!(error instanceof VendorError) || error.outcome === 'notDone') return Promise.reject(error);
		const after = await read();
		return new Big(after.paid).gte(new Big(document.paid).plus(payment.amount)) ? after : Promise.reject(error);
	}
	return read();
}

function tooMuch(document: IssuedInvoice, payment: Payment, open: Big): VendorError {
	return refused(
		`Document ${document.number} has ${open.toFixed(2)} ${document.currency} left to pay, less than the payment of ${payment.amount}.`,
		`Check the amount, or record the overpayment by hand in ${VENDOR}. Nothing was recorded.`,
	);
}

function ambiguous(document: IssuedInvoice, payment: Payment): VendorError {
	return refused(
		`Document ${document.number} has ${document.paid} ${document.currency} paid already, and iFirma does not tell payments apart: ${payment.amount} may be in it.`,
		'Record this part payment by hand in iFirma. Nothing was recorded.',
	);
}
