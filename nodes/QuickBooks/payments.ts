import Big from 'big.js';
import { VendorError } from '../../connect/http';
import { amount } from '../../invoicing/decimal';
import type { QuickBooksClient } from './client';
import { VENDOR } from './failures';
import { jsonNumber } from './numbers';
import { isOneOf, select } from './query';
import { paymentNoteOf } from './reference';
import { requestId } from './requestId';
import { one, Payment, rowsOf, type SalesDocument } from './schemas';

export interface NewPayment {
	reference: string;
	amount: string;
	paidOn: string;
}

/**
 * Records a payment on an invoice, once: its mark is looked for among the invoice's payments, and QuickBooks answers
 * a repeated request without doing it again. Answers false when there was nothing to do. Throws VendorError when
 * more would be paid than is open.
 */
export async function recordPaymentOnce(
	client: QuickBooksClient,
	invoice: SalesDocument,
	payment: NewPayment,
): Promise<boolean> {
	const note = paymentNoteOf({ ...payment, amount: amount(payment.amount) });
	if (await isRecorded(client, invoice, note)) return false;
	const open = new Big(invoice.Balance ?? '0');
	if (open.lte(0)) return false;
	if (open.lt(payment.amount)) throw tooMuch(invoice, payment, open);
	await client.json(
		{
			kind: 'create',
			method: 'POST',
			path: 'payment',
			query: { requestid: requestId('payment', client.realm, invoice.Id, note) },
			body: paymentBody(invoice, payment, note),
			purpose: `record the payment of invoice ${invoice.DocNumber ?? invoice.Id}`,
		},
		one('Payment', Payment),
	);
	return true;
}

/** Linked to the invoice: a payment without a link stays "unapplied" and the invoice open. */
export function paymentBody(invoice: SalesDocument, payment: NewPayment, note: string): Record<string, unknown> {
	const total = jsonNumber(payment.amount);
	return {
		CustomerRef: { value: invoice.CustomerRef.value },
		...(invoice.CurrencyRef && { CurrencyRef: { value: invoice.CurrencyRef.value } }),
		TotalAmt: total,
		TxnDate: payment.paidOn,
		// What bookkeepers see in the list of payments; it holds 21 characters.
		PaymentRefNum: payment.reference.slice(0, 21),
		PrivateNote: note,
		Line: [{ Amount: total, LinkedTxn: [{ TxnId: invoice.Id, TxnType: 'Invoice' }] }],
	};
}

async function isRecorded(client: QuickBooksClient, invoice: SalesDocument, note: string): Promise<boolean> {
	const ids = invoice.LinkedTxn.filter(({ TxnType }) => TxnType === 'Payment').map(({ TxnId }) => TxnId);
	if (ids.length === 0) return false;
	const purpose = `read the payments of invoice ${invoice.DocNumber ?? invoice.Id}`;
	const payments = await client.query(select('Payment', [isOneOf('Id', ids)]), purpose, rowsOf('Payment', Payment));
	return payments.some(({ PrivateNote }) => PrivateNote?.includes(note));
}

function tooMuch(invoice: SalesDocument, payment: NewPayment, open: Big): VendorError {
	const currency = invoice.CurrencyRef?.value ?? '';
	return new VendorError({
		vendor: VENDOR,
		cause: 'rejected',
		outcome: 'notDone',
		message: `Invoice ${invoice.DocNumber ?? invoice.Id} has ${[open.toFixed(2), currency].filter(Boolean).join(' ')} left to pay, less than the payment of ${payment.amount}.`,
		advice: 'Check the amount, or record the overpayment by hand in QuickBooks. Nothing was recorded.',
	});
}
