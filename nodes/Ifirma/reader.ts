import { VendorError } from '../../connect/http';
import type { IssuedInvoice } from '../../invoicing/invoice';
import { issuedOf } from './answer';
import type { IfirmaClient } from './client';
import { documentIdOf, type DocumentKey } from './documentId';
import { DOMESTIC, isCorrection, isProforma, PROFORMA } from './documentTypes';
import { legalOf, type KsefChoice, type KsefContext } from './ksef';
import { linesOf } from './lines';
import { VENDOR } from './refused';
import { listRows } from './rows';
import { IfirmaDocument, type Row } from './schemas';
import { certainGross, type DocumentTotals } from './totals';

const TIMEOUT_MS = 10_000;

export interface ReaderContext {
	account: string;
	ksef: KsefChoice;
	now: () => Date;
}

/**
 * Reads documents. One request tells number, positions, notes and KSeF; iFirma's gross total and what was paid stand in
 * its lists, so a second one asks for the row, unless the document shows the total itself, or is new and its positions
 * come to one total whichever way VAT is counted.
 */
export class Reader {
	constructor(
		private readonly client: IfirmaClient,
		private readonly context: ReaderContext,
	) {}

	async document({ type, id }: DocumentKey): Promise<IfirmaDocument> {
		const path = `/${type.path}/${id}.json`;
		const purpose = `read document ${documentIdOf({ type, id })}`;
		return this.client.json({ kind: 'read', method: 'GET', path, timeoutMs: TIMEOUT_MS, purpose }, IfirmaDocument);
	}

	/** A document that was made just now, so nothing is paid yet. */
	async readMade(key: DocumentKey, known: Pick<KsefContext, 'notNeeded' | 'sent'>): Promise<IssuedInvoice> {
		const document = await this.document(key);
		const gross = isInZloty(key) ? (ownGross(document) ?? certainGross(document)) : undefined;
		if (gross === undefined) return this.issued(key, document, await this.rowOf(key, document), known);
		return this.issued(key, { ...document, Brutto: gross, Zaplacono: document.Zaplacono ?? '0' }, undefined, known);
	}

	async read(key: DocumentKey, known: Pick<KsefContext, 'notNeeded' | 'sent'> = {}): Promise<IssuedInvoice> {
		const document = await this.document(key);
		const row = isComplete(key, document) ? undefined : await this.rowOf(key, document);
		return this.issued(key, document, row, known);
	}

	/** With the lines, where they are told beyond doubt. */
	async readWithLines(key: DocumentKey): Promise<IssuedInvoice> {
		const document = await this.document(key);
		const row = isComplete(key, document) ? undefined : await this.rowOf(key, document);
		const issued = this.issued(key, document, row);
		return { ...issued, ...linesOf(document, issued) };
	}

	issued(
		key: DocumentKey,
		document: IfirmaDocument,
		row?: Row,
		known: Pick<KsefContext, 'notNeeded' | 'sent'> = {},
		totals?: DocumentTotals,
	): IssuedInvoice {
		const { account, ksef, now } = this.context;
		return issuedOf(document, {
			key,
			gross: row?.Brutto ?? ownGross(document) ?? '',
			paid: row?.Zaplacono ?? document.Zaplacono ?? '0',
			currency: row?.Waluta ?? document.Waluta ?? 'PLN',
			account,
			legal: legalOf(document, { type: key.type, choice: ksef, ...known }),
			readAt: now().toISOString(),
			totals,
		});
	}

	/** The row of a document in the list of its day. */
	private async rowOf(key: DocumentKey, document: IfirmaDocument): Promise<Row> {
		const row = await this.rowIfListed(key, document);
		if (row) return row;
		throw this.notListed(document);
	}

	async rowIfListed(key: DocumentKey, document: IfirmaDocument): Promise<Row | undefined> {
		const list = isProforma(key.type) ? 'proformy' : 'faktury';
		const day = document.DataWystawienia.slice(0, 10);
		// How proformas and corrections are named in lists is not documented.
		const filter = {
			dataOd: day,
			dataDo: day,
			...(list === 'faktury' && !isCorrection(key.type) && { typ: key.type.typ }),
		};
		const isIt = (row: Row) => row.FakturaId === key.id;
		const purpose = `read the total of document ${document.PelnyNumer}`;
		return (await listRows(this.client, list, filter, purpose, isIt)).find(isIt);
	}

	notListed(document: IfirmaDocument): VendorError {
		return new VendorError({
			vendor: VENDOR,
			cause: 'unavailable',
			outcome: 'notDone',
			message: `iFirma does not show document ${document.PelnyNumer} in its list yet, so its total is not known.`,
			advice: 'Run this step again in a minute; nothing has to be changed.',
		});
	}
}

const ownGross = ({ Brutto, WartoscBrutto }: IfirmaDocument): string | undefined =>
	Brutto ?? WartoscBrutto ?? undefined;

/** In which currency the total of another document would be is not known. */
const isInZloty = ({ type }: DocumentKey): boolean => type === DOMESTIC || type === PROFORMA;

function isComplete(key: DocumentKey, document: IfirmaDocument): boolean {
	return (
		isInZloty(key) &&
		ownGross(document) !== undefined &&
		document.Zaplacono !== undefined &&
		document.Zaplacono !== null
	);
}
