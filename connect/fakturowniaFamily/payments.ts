import Big from 'big.js';
import { z } from 'zod';
import type { IssuedInvoice } from '../../invoicing/invoice';
import { VendorError } from '../http';
import type { FamilyClient } from './client';
import { FamilyPayment } from './schemas';

const PER_PAGE = 100;
/** Newest payments are looked through for one that an earlier run recorded: the system keeps no uniqueness of its own. */
const PAGES = 3;

export interface Payment {
	reference: string;
	amount: string;
	paidOn: string;
}

/**
 * Records a payment once: the marker in its name is looked for first. Answers false when there was nothing to do.
 * Throws VendorError when more would be paid than is open. The day cannot be set by the documented fields,
 * so it stands in the name.
 */
export async function recordPaymentOnce(
	client: FamilyClient,
	document: IssuedInvoice,
	payment: Payment,
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
	for (let page = 1; page <= PAGES; page++) {
		const payments = await client.json(
			{
				kind: 'read',
				method: 'GET',
				path: '/banking/payments.json',
				query: { page, per_page: PER_PAGE },
				purpose: `read the payments of document ${documentId}`,
			},
			z.array(FamilyPayment),
		);
		if (payments.some((payment) => payment.name === name)) return true;
		if (payments.length < PER_PAGE) return false;
	}
	return false;
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
