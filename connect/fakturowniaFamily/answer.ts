import { amount } from '../../invoicing/decimal';
import { IssuedInvoice } from '../../invoicing/invoice';
import { VendorError } from '../http';
import type { FamilyDocument } from './schemas';

/** The family's kinds in ours; any other keeps the vendor's word. */
const KINDS: Record<string, string> = {
	vat: 'invoice',
	wdt: 'invoice',
	export_products: 'invoice',
	proforma: 'proforma',
	advance: 'advance',
	final: 'final',
	correction: 'correction',
};

export interface AnswerContext {
	system: string;
	vendor: string;
	host: string;
	account: string;
	legal: IssuedInvoice['legal'];
	readAt: string;
}

/** What the system made, read from its answer. Throws VendorError when the answer's values cannot be understood. */
export function issuedOf(document: FamilyDocument, context: AnswerContext): IssuedInvoice {
	const parsed = IssuedInvoice.safeParse({
		system: context.system,
		account: context.account,
		documentId: String(document.id),
		number: document.number,
		reference: document.oid ?? '',
		// A cancelled document loses its kind at the vendor.
		kind: KINDS[document.kind] ?? document.kind,
		currency: document.currency,
		net: money(document.price_net),
		vat: money(document.price_tax ?? '0'),
		gross: money(document.price_gross),
		issueDate: document.issue_date,
		saleDate: day(document.sell_date),
		dueDate: day(document.payment_to),
		buyer: {
			name: document.buyer_name ?? '',
			taxId: document.buyer_tax_no ?? '',
			emails: (document.buyer_email ?? '').split(/[,;\s]+/).filter(Boolean),
		},
		lineRates: lineRatesOf(document),
		link: linkOf(document, context.host),
		legal: context.legal,
		paid: money(document.paid ?? '0'),
		paidOn: day(document.paid_date),
		cancelled: document.cancelled === true || document.kind === 'canceled',
		readAt: context.readAt,
	});
	if (parsed.success) return parsed.data;
	const fields = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
	throw new VendorError({
		vendor: context.vendor,
		cause: 'unreadable',
		outcome: 'unclear',
		message: `${context.vendor} answered with a document whose ${fields} cannot be understood.`,
		advice: `Open document ${document.number} in ${context.vendor} and check these fields.`,
	});
}

function lineRatesOf({ positions }: FamilyDocument): string[] | undefined {
	if (!positions || positions.length === 0) return undefined;
	return positions.map(({ tax }) => tax ?? '');
}

/** "100.0" and "60.23" become "100.00" and "60.23"; anything that is no number fails the check above. */
function money(text: string): string {
	const plain = text.trim().replace(',', '.');
	return /^-?\d+(\.\d+)?$/.test(plain) ? amount(plain) : text;
}

/** `sell_date` may be a month ("2026-11") by the vendor's own rules: then no day is known. */
function day(text: string | null | undefined): string | undefined {
	return /^\d{4}-\d{2}-\d{2}/.exec(text ?? '')?.[0];
}

/** Answers to a create carry the link; others carry the token that it is made of. */
function linkOf(document: FamilyDocument, host: string): string | undefined {
	if (document.view_url?.startsWith('https://')) return document.view_url;
	return document.token ? `https://${host}/invoice/${encodeURIComponent(document.token)}` : undefined;
}
