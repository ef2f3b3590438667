import type { EffectInvoice, FakeAccounting } from '../types';
import type { SentEmail, StoredDocument } from './books';
import type { NewDocument } from './schemas';

export interface IfirmaFakeOptions {
	/** Whether the account's limit of requests holds just now; left out: it does. */
	isLimited?: () => boolean;
	login?: string;
	/** Hexadecimal, by the name that is signed with them. */
	keys?: { faktura: string; abonent: string };
	/** Instead of a real PDF, which takes some milliseconds; begins with %PDF- and ends with its end mark as well. */
	drawPdf?: (document: StoredDocument) => Promise<Buffer>;
}

export interface IfirmaFake extends FakeAccounting {
	/** E-mails that the account itself sent. */
	emails(): SentEmail[];
	/** The accounting month, `2026-11`, and how often it was switched through the API. */
	month(): { month: string; switches: number };
	/** Requests that count against the limit. */
	used(): number;
	/** A document as a person makes it in iFirma itself, at the address that the API has for its sort. */
	add(path: string, input: NewDocument): StoredDocument;
	invoices(): EffectInvoice[];
}
