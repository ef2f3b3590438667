import Big from 'big.js';
import { z } from 'zod';
import type { IssuedInvoice } from '../../invoicing/invoice';
import { VendorError } from '../http';
import type { FamilyClient } from './client';
import { FamilyPayment } from './schemas';

const PER_PAGE = 100;
/** Newest payments are looked through for one that an earlier run recorded: the system keeps no uniqueness of its own. */
const NEWEST_PAGES = 3;
/** How lists of payments are sorted is not documented: where the oldest come first, all of them are looked through. */
const MOST_PAGES = 100;

export interface Payment {
	reference: string;
	amount: string;
	paidOn: string;
}

/**
 * Records a payment once: the marker in its name is looked for first. Answers false when there was nothing to do.
 * Throws VendorError when more would be paid than is open. Not every brand documents a field for the day, so it stands
 * in the name as well. `more`: the brand's further fields.
 */
export async function recordPaymentOnce(
	client: FamilyClient,
	document: IssuedInvoice,
	payment: Payment,
	more: Record<string, unknown>,
): Promise<boolean> {
	const open = new Big(document.gross).minus(document.paid);
	if (open.lte(0)) return false;
	const name = markerOf(payment);
	if (await isRecorded(client, name, document.documentId)) return false;
	if (open.lt(payment.amount)) throw tooMuch(client.vendor, document, payment, open);
	await client.json(
		{
			kind: 'create',
			method: 'POST',
			path: '/banking/payments.json',
			body: {
				banking_payment: {
					name,
					price: payment.amount,
					invoice_id: Number(document.documentId),
					paid: true,
					kind: 'api',
					...more,
				},
			},
			purpose: `record the payment of document ${document.number}`,
		},
		FamilyPayment,
	);
	return true;
}

/** The same payment has the same name for ever. */
export function markerOf(payment: Payment): string {
	return `${payment.reference} ${payment.paidOn} ${new Big(payment.amount).toFixed(2)}`;
}

async function isRecorded(client: FamilyClient, name: string, documentId: string): Promise<boolean> {
	const purpose = `read the payments of document ${documentId}`;
	const seen = new Set<number>();
	let last = NEWEST_PAGES;
	for (let page = 1; page <= last; page++) {
		const query = { page, per_page: PER_PAGE };
		const payments = await client.json(
			{ kind: 'read', method: 'GET', path: '/banking/payments.json', query, purpose },
			z.array(FamilyPayment),
		);
		if (payments.some((payment) => payment.name === name)) return true;
		const before = seen.size;
		for (const { id } of payments) seen.add(id);
		if (seen.size === before) return false;
		if (!isNewestFirst(payments)) last = MOST_PAGES;
	}
	return false;
}

/** By id: a single payment says nothing of the order, and needs none. */
function isNewestFirst(payments: FamilyPayment[]): boolean {
	return payments.every(({ id }, at) => at === 0 || id < payments[at - 1]!.id);
}

function tooMuch(vendor: string, document: IssuedInvoice, payment: Payment, open: Big): VendorError {
	return new VendorError({
		vendor,
		cause: 'rejected',
		outcome: 'notDone',
		message: `Document ${document.number} has ${open.toFixed(2)} ${document.currency} left to pay, less than the payment of ${payment.amount}.`,
		advice: `Check the amount, or record the overpayment by hand in ${vendor}. Nothing was recorded.`,
	});
}
