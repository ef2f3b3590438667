import type { Invoice } from '../../invoicing/invoice';

/**
 * Our reference in the internal memo, which no customer sees: QuickBooks has no field of its own for it.
 * `[deal-to-invoice bitrix24:acme.bitrix24.pl:42:invoice:1]`
 */
export function noteOf({ reference, deal }: Pick<Invoice, 'reference' | 'deal'>): string {
	return `Deal ${deal.id} (${deal.crm}) [deal-to-invoice ${reference}]`;
}

/** Empty when the memo holds none. */
export function referenceIn(note: string | undefined): string {
	return /\[deal-to-invoice ([A-Za-z0-9._:-]+)\]/.exec(note ?? '')?.[1] ?? '';
}

/** Advances and finals are invoices in QuickBooks: only our reference tells them apart. */
export function kindOf(note: string | undefined): 'invoice' | 'advance' | 'final' {
	const [, kind] = /:(advance|final):[^:]+$/.exec(referenceIn(note)) ?? [];
	return kind === 'advance' || kind === 'final' ? kind : 'invoice';
}

/** The mark of a payment in its memo. */
export function paymentNoteOf(payment: { reference: string; amount: string; paidOn: string }): string {
	return `[deal-to-invoice payment ${payment.reference} ${payment.paidOn} ${payment.amount}]`;
}
