import Big from 'big.js';
import type { IssuedInvoice } from '../../invoicing/invoice';
import { VendorError } from '../../connect/http';
import type { HttpClient } from './client';
import { fieldText, listOf, valueAt } from './description/paths';
import type { Call, Requests } from './description/requests';
import { carries } from './carried';
import { keyOf } from './key';

export interface Payment {
	reference: string;
	amount: string;
	paidOn: string;
}

/**
 * Records a payment once; answers false when there was nothing to do. A payment is recognised by its reference where the
 * document lists its payments. Where it does not, only the whole open amount is recorded: then a repeat finds nothing
 * open. Throws VendorError for a part that could not be told from a repeat, and for more than is open.
 */
export async function recordPaymentOnce(
	client: HttpClient,
	call: NonNullable<Requests['payment']>,
	paid: { issued: IssuedInvoice; document: unknown; payment: Payment },
): Promise<boolean> {
	const { issued, document, payment } = paid;
	const open = new Big(issued.gross).minus(issued.paid);
	if (open.lte(0) || isRecorded(client, document, payment)) return false;
	if (open.lt(payment.amount)) throw tooMuch(client.vendor, issued, payment, open);
	if (!client.answers.payments && !open.eq(payment.amount)) throw notToTell(client.vendor, issued, payment, open);
	const amount = new Big(payment.amount).toFixed(2);
	await client.json(call as Call, {
		kind: 'create',
		purpose: `record the payment of document ${issued.number}`,
		values: {
			documentId: issued.documentId,
			amount,
			paidOn: payment.paidOn,
			paymentReference: payment.reference,
			paymentKey: keyOf(`${issued.documentId} ${payment.reference}`),
		},
	});
	return true;
}

function isRecorded({ answers }: HttpClient, document: unknown, { reference }: Payment): boolean {
	const { payments } = answers;
	if (!payments) return false;
	const listed = listOf(valueAt(document, payments.list)) ?? [];
	return listed.some((payment) => carries(fieldText(payment, payments.reference), reference));
}

function tooMuch(vendor: string, issued: IssuedInvoice, payment: Payment, open: Big): VendorError {
	return new VendorError({
		vendor,
		cause: 'rejected',
		outcome: 'notDone',
		message: `Document ${issued.number} has ${open.toFixed(2)} ${issued.currency} left to pay, less than the payment of ${payment.amount}.`,
		advice: `Check the amount, or record the overpayment by hand in ${vendor}. Nothing was recorded.`,
	});
}

function notToTell(vendor: string, issued: IssuedInvoice, payment: Payment, open: Big): VendorError {
	return new VendorError({
		vendor,
		cause: 'rejected',
		outcome: 'notDone',
		message: `A part of ${payment.amount} ${issued.currency} of document ${issued.number} (open: ${open.toFixed(2)}) cannot be told from a repeat, since the answers of ${vendor} list no payments here.`,
		advice: 'Name the list in Answers under payments, or record this part by hand. Nothing was recorded.',
	});
}
