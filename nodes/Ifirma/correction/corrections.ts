import { VendorError } from '../../../connect/http';
import type { Invoice, IssuedInvoice } from '../../../invoicing/invoice';
import { unreadable } from '../failures';
import type { IfirmaClient } from '../client';
import { CORRECTION, DOMESTIC, ofRow, type DocumentType } from '../documentTypes';
import type { KsefContext } from '../ksef';
import type { Reader } from '../reader';
import { refused } from '../refused';
import { correctedNumberIn, referenceIn } from '../request/notes';
import type { IfirmaDocument, Row } from '../schemas';
import { differenceOf } from './difference';
import { rowsAround } from './find';

type Known = Pick<KsefContext, 'notNeeded' | 'sent'>;

/**
 * Reads corrections. What the API documents of them is how they are made and sent to KSeF; where they are read and how
 * lists show them is not, so both addresses are asked, and the list is taken for what it says.
 */
export class Corrections {
	constructor(
		private readonly client: IfirmaClient,
		private readonly reader: Reader,
	) {}

	/** With its number and notes from the document, its gross total from the list where that shows it. */
	async read(id: string, known: Known = {}): Promise<IssuedInvoice> {
		const document = await this.document(CORRECTION, id);
		return this.issued(id, document, await this.originalOf(document), known);
	}

	/** The correction that was made just now. Throws VendorError when what iFirma shows under this id is something else. */
	async readMade(id: string, { reference }: Invoice, original: IfirmaDocument, known: Known): Promise<IssuedInvoice> {
		const document = await this.document(CORRECTION, id);
		const { Uwagi: notes } = document;
		const isIt = document.PelnyNumer !== original.PelnyNumer && (!notes || referenceIn(notes) === reference);
		if (!isIt)
			throw unreadable(
				200,
				{ purpose: `read correction ${id}`, kind: 'read' },
				`document ${document.PelnyNumer} instead`,
			);
		return this.issued(id, document, original, known);
	}

	/** Those with this reference. `known`: what the create asked for. */
	async find(reference: string, sought: Invoice, inFlight: boolean, known: Known): Promise<IssuedInvoice[]> {
		const rows = await rowsAround(this.client, sought, inFlight);
		const found: IssuedInvoice[] = [];
		for (const { row, isLikely } of rows) {
			const document = await this.candidate(row, isLikely);
			if (!document) continue;
			if (document.Uwagi === undefined && isLikely) throw notesHidden(sought, document);
			if (referenceIn(document.Uwagi ?? '') !== reference) continue;
			found.push(await this.issued(row.FakturaId, document, await this.originalOf(document), known, row));
		}
		return found;
	}

	/**
	 * A row of a list that may be a correction: the correction, if it is one of ours; else the invoice that it is.
	 * Undefined: something that was made by hand and is neither read here nor there.
	 */
	async ofRow(row: Row): Promise<IssuedInvoice | undefined> {
		const document = await this.candidate(row, false);
		if (!document) return undefined;
		const isOurs = correctedNumberIn(document.Uwagi ?? '') !== undefined && referenceIn(document.Uwagi ?? '') !== '';
		if (isOurs) return this.issued(row.FakturaId, document, await this.originalOf(document), {}, row);
		return isInvoice(row) ? this.reader.issued({ type: DOMESTIC, id: row.FakturaId }, document, row) : undefined;
	}

	async pdf(bytesOf: (path: string) => Promise<Buffer>, id: string): Promise<Buffer> {
		return atEither(CORRECTION, async (type) => bytesOf(`/${type.path}/${id}.pdf`));
	}

	private async document(first: DocumentType, id: string): Promise<IfirmaDocument> {
		return atEither(first, async (type) => this.reader.document({ type, id }));
	}

	private async candidate(row: Row, isLikely: boolean): Promise<IfirmaDocument | undefined> {
		try {
			return await this.document(isInvoice(row) ? DOMESTIC : CORRECTION, row.FakturaId);
		} catch (error) {
			// A sort of document that has another address still.
			if (!isLikely && !isInvoice(row) && isRefusal(error)) return undefined;
			return Promise.reject(error);
		}
	}

	/** The corrected document, by the number in our notes. */
	private async originalOf(document: IfirmaDocument): Promise<IfirmaDocument> {
		const number = correctedNumberIn(document.Uwagi ?? '');
		if (number === undefined) throw notOurs(document);
		const id = encodeURIComponent(number.replace(/\//g, '_'));
		const original = await this.reader.document({ type: DOMESTIC, id });
		if (original.PelnyNumer !== number) throw notOurs(document);
		return original;
	}

	private async issued(
		id: string,
		document: IfirmaDocument,
		original: IfirmaDocument,
		known: Known,
		seen?: Row,
	): Promise<IssuedInvoice> {
		const key = { type: CORRECTION, id };
		const row = seen ?? (await this.reader.rowIfListed(key, document));
		const totals = differenceOf(original, document, row?.Brutto);
		if (!totals) throw this.reader.notListed(document);
		const { Kontrahent, NIPKontrahenta, PrefiksUEKontrahenta } = document.Kontrahent ? document : original;
		return this.reader.issued(
			key,
			{ ...document, Kontrahent, NIPKontrahenta, PrefiksUEKontrahenta },
			row,
			known,
			totals,
		);
	}
}

/** What the list calls a domestic invoice; a correction may be called so, too. */
const isInvoice = (row: Row): boolean => ofRow(row, false) === DOMESTIC;

/**
 * At the address of corrections and at that of invoices: the API names the former for KSeF, and says nothing of reading.
 * Where neither knows it, the failure that may pass is the one that is told.
 */
async function atEither<T>(first: DocumentType, ask: (type: DocumentType) => Promise<T>): Promise<T> {
	try {
		return await ask(first);
	} catch (error) {
		if (!isRefusal(error)) return Promise.reject(error);
		return ask(first === CORRECTION ? DOMESTIC : CORRECTION).catch(async (other: unknown) =>
			Promise.reject(isRefusal(other) && error.cause_ !== 'rejected' ? error : other),
		);
	}
}

/** iFirma answered, and knows nothing of the kind there. */
function isRefusal(error: unknown): error is VendorError {
	if (!(error instanceof VendorError)) return false;
	const { cause_: cause, status = 0 } = error;
	return cause === 'notFound' || cause === 'rejected' || (cause === 'unreadable' && status >= 400 && status < 500);
}

function notOurs(document: IfirmaDocument): Error {
	return refused(
		`The notes of correction ${document.PelnyNumer} do not say which document it corrects, so its amount is not known.`,
		`Open ${document.PelnyNumer} in iFirma; its notes should begin with "Korekta do faktury". They can be put back there.`,
	);
}

function notesHidden({ deal }: Invoice, document: IfirmaDocument): Error {
	return refused(
		`iFirma does not show the notes of document ${document.PelnyNumer}, which has the buyer and the amount of the correction of deal ${deal.id}, so it cannot be told whether it is that.`,
		`Open ${document.PelnyNumer} in iFirma. If it is the correction of this deal, enter its number on the deal.`,
	);
}
