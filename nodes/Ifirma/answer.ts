import Big from 'big.js';
import { VendorError } from '../../connect/http';
import { amount } from '../../invoicing/decimal';
import { IssuedInvoice } from '../../invoicing/invoice';
import { documentIdOf, type DocumentKey } from './documentId';
import { isCorrection, isProforma, type DocumentType } from './documentTypes';
import { VENDOR } from './refused';
import { referenceIn } from './request/notes';
import type { IfirmaDocument } from './schemas';
import { totalsOf, type DocumentTotals } from './totals';

export interface AnswerContext {
	key: DocumentKey;
	/** iFirma's own gross total and what was paid, in the currency of the document. */
	gross: string;
	paid: string;
	currency: string;
	account: string;
	legal: IssuedInvoice['legal'];
	readAt: string;
	/** Where positions do not make them: a correction comes to the difference. */
	totals?: DocumentTotals;
}

/** What iFirma made, read from its answer. Throws VendorError when its values cannot be understood. */
export function issuedOf(document: IfirmaDocument, context: AnswerContext): IssuedInvoice {
	const { key, currency, account, legal, readAt } = context;
	const parsed = IssuedInvoice.safeParse({
		system: 'ifirma',
		account,
		documentId: documentIdOf(key),
		number: document.PelnyNumer,
		reference: referenceIn(document.Uwagi ?? ''),
		kind: kindOf(key.type),
		currency,
		...(context.totals ?? totalsOf(document, context.gross)),
		issueDate: day(document.DataWystawienia),
		// A correction is asked for without one.
		saleDate: isCorrection(key.type) ? undefined : day(document.DataSprzedazy),
		dueDate: day(document.TerminPlatnosci),
		buyer: buyerOf(document),
		legal,
		paid: amount(new Big(context.paid)),
		// iFirma knows no cancelled documents: they are corrected, or deleted and gone.
		cancelled: false,
		readAt,
	});
	if (parsed.success) return parsed.data;
	const fields = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
	throw new VendorError({
		vendor: VENDOR,
		cause: 'unreadable',
		outcome: 'unclear',
		message: `iFirma answered with a document whose ${fields} cannot be understood.`,
		advice: `Open document ${document.PelnyNumer} in iFirma and check these fields.`,
	});
}

function kindOf(type: DocumentType): string {
	if (isCorrection(type)) return 'correction';
	return isProforma(type) ? 'proforma' : 'invoice';
}

function buyerOf(document: IfirmaDocument): IssuedInvoice['buyer'] {
	const { Kontrahent: contractor } = document;
	const number = contractor?.NIP ?? document.NIPKontrahenta ?? '';
	const prefix = contractor?.PrefiksUE ?? document.PrefiksUEKontrahenta ?? '';
	return {
		name: [contractor?.Nazwa, contractor?.Nazwa2].filter(Boolean).join(' '),
		taxId: number ? `${prefix}${number}` : '',
		emails: (contractor?.Email ?? '').split(/[,;\s]+/).filter(Boolean),
	};
}

function day(text: string | null | undefined): string | undefined {
	return /^\d{4}-\d{2}-\d{2}/.exec(text ?? '')?.[0];
}
