import Big from 'big.js';
import { VendorError } from '../../connect/http';
import { amount } from '../../invoicing/decimal';
import { IssuedInvoice } from '../../invoicing/invoice';
import { taxNumberIn } from './address';
import { documentIdOf, type Entity } from './documentId';
import { VENDOR } from './failures';
import { isNameOf } from './parties';
import { byRateOf, documentLines } from './rates';
import { kindOf, referenceIn } from './reference';
import type { SalesDocument } from './schemas';

export interface AnswerContext {
	account: string;
	/** For a document that names no currency: a company with its own only. */
	homeCurrency: string;
	readAt: string;
	paidOn?: string;
	/** The lines are told, too. */
	withLines?: boolean;
}

/** Invoices are of several kinds. */
const KINDS: Partial<Record<Entity, string>> = { Estimate: 'proforma', CreditMemo: 'correction' };

/** What QuickBooks made, read from its answer. Throws VendorError when the answer's values cannot be understood. */
export function issuedOf(entity: Entity, document: SalesDocument, context: AnswerContext): IssuedInvoice {
	const isCredit = entity === 'CreditMemo';
	const signed = (value: string): Big => (isCredit ? new Big(value).neg() : new Big(value));
	const gross = signed(document.TotalAmt);
	const vat = signed(document.TxnTaxDetail?.TotalTax ?? '0');
	const number = document.DocNumber ?? '';
	const addressLines = Object.values(document.BillAddr ?? {});
	const email = document.BillEmail?.Address;
	const totals = { net: amount(gross.minus(vat)), vat: amount(vat), gross: amount(gross) };
	const parsed = IssuedInvoice.safeParse({
		system: 'quickbooks',
		account: context.account,
		documentId: documentIdOf({ entity, id: document.Id }),
		number,
		reference: referenceIn(document.PrivateNote),
		kind: KINDS[entity] ?? kindOf(document.PrivateNote),
		currency: document.CurrencyRef?.value ?? context.homeCurrency,
		...totals,
		// Those of a credit memo stand there as positive amounts, and nothing builds on it.
		...(!isCredit && { byRate: byRateOf(document, totals) }),
		...(!isCredit && context.withLines && { lines: documentLines(document, totals) }),
		issueDate: document.TxnDate,
		saleDate: document.Line.find((line) => line.SalesItemLineDetail)?.SalesItemLineDetail?.ServiceDate,
		dueDate: entity === 'Estimate' ? document.ExpirationDate : document.DueDate,
		buyer: {
			name: buyerName(document),
			taxId: taxNumberIn(addressLines),
			emails: email ? [email] : [],
		},
		link: document.InvoiceLink?.startsWith('https://') ? document.InvoiceLink : undefined,
		legal: legalOf(entity, number),
		paid: amount(isCredit || document.Balance === undefined ? '0' : gross.minus(document.Balance)),
		paidOn: context.paidOn,
		cancelled: isCancelled(entity, document),
		readAt: context.readAt,
	});
	if (parsed.success) return parsed.data;
	const fields = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
	throw new VendorError({
		vendor: VENDOR,
		cause: 'unreadable',
		outcome: 'unclear',
		message: `${VENDOR} answered with a document whose ${fields} cannot be understood.`,
		advice: `Open document ${number || document.Id} in QuickBooks and check these fields.`,
	});
}

/**
 * QuickBooks voids an invoice by setting all its amounts to zero; none of zero is ever issued here. A customer
 * or a person can reject an estimate.
 */
function isCancelled(entity: Entity, document: SalesDocument): boolean {
	return new Big(document.TotalAmt).eq(0) || (entity === 'Estimate' && document.TxnStatus === 'Rejected');
}

/** On whose account it stands. A name that only we have marked is the buyer's own. */
function buyerName({ CustomerRef, BillAddr }: SalesDocument): string {
	const printed = BillAddr?.Line1 ?? '';
	const booked = CustomerRef.name ?? '';
	return booked === '' || (printed !== '' && isNameOf(booked, printed)) ? printed : booked;
}

/** QuickBooks sends nothing to a tax office. A document without a number may not leave. */
function legalOf(entity: Entity, number: string): IssuedInvoice['legal'] {
	if (number !== '' || entity === 'Estimate') return { state: 'notRequired', messages: [] };
	return {
		state: 'rejected',
		messages: ['QuickBooks gave this invoice no number. Enter one in QuickBooks, then run this step again.'],
	};
}
