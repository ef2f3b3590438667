import { z } from 'zod';
import { amount, plain } from '../../invoicing/decimal';
import { DocumentLine, IssuedInvoice } from '../../invoicing/invoice';
import { totalsByRate } from '../../invoicing/byRate';
import type { VatRate } from '../../invoicing/primitives';
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
		reference: document.oid || (document.kind === 'correction' ? (document.internal_note ?? '') : ''),
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
		byRate: byRateOf(document),
		lines: linesOf(document),
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

/** The rates with a percentage say what they are; a bare zero and `np` could each be several of ours. */
const KNOWN_RATES: Record<string, VatRate> = { 23: '23', 8: '8', 5: '5', zw: 'zw', oo: 'oo' };

function byRateOf(document: FamilyDocument): IssuedInvoice['byRate'] {
	const lines = (document.positions ?? []).map((position) => ({
		vatRate: KNOWN_RATES[(position.tax ?? '').trim().toLowerCase().replace(/\.0+$/, '')],
		net: money(position.total_price_net ?? ''),
		vat: money(position.total_price_tax ?? ''),
		gross: money(position.total_price_gross ?? ''),
	}));
	return totalsByRate(lines, {
		net: money(document.price_net),
		vat: money(document.price_tax ?? '0'),
		gross: money(document.price_gross),
	});
}

/** Undefined unless every line is told in full, with a rate that is one of ours. */
function linesOf({ positions }: FamilyDocument): IssuedInvoice['lines'] {
	const lines = z.array(DocumentLine).safeParse(
		(positions ?? []).map((position) => ({
			name: position.name ?? '',
			quantity: plainNumber(position.quantity ?? ''),
			unit: position.quantity_unit ?? '',
			vatRate: KNOWN_RATES[(position.tax ?? '').trim().toLowerCase().replace(/\.0+$/, '')],
			net: money(position.total_price_net ?? ''),
			vat: money(position.total_price_tax ?? ''),
			gross: money(position.total_price_gross ?? ''),
		})),
	);
	return lines.success && lines.data.length > 0 ? lines.data : undefined;
}

const plainNumber = (text: string): string => (/^-?\d+(\.\d+)?$/.test(text) ? plain(text) : text);

/** "100.0" and "60.23" become "100.00" and "60.23"; anything that is no number fails the check above. */
function money(text: string): string {
	const plain = text.trim().replace(',', '.');
	return /^-?\d+(\.\d+)?$/.test(plain) ? amount(plain) : text;
}

/** `sell_date` may be a month ("2026-11") by the vendor's own rules: then no day is known. */
function day(text: string | null | undefined): string | undefined {
	return /^\d{4}-\d{2}-\d{2}/.exec(text ?? '')?.[0];
}

/** Answers to a create carry the link, which goes to customers: only one of the account's own host. Others carry its token. */
function linkOf(document: FamilyDocument, host: string): string | undefined {
	const given = document.view_url ?? '';
	if (URL.canParse(given) && new URL(given).origin === `https://${host}`) return given;
	return document.token ? `https://${host}/invoice/${encodeURIComponent(document.token)}` : undefined;
}
