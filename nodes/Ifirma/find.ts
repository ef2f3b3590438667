import Big from 'big.js';
import { comparableName } from '../../invoicing/compare';
import { addDays } from '../../invoicing/dates';
import type { Invoice } from '../../invoicing/invoice';
import type { IfirmaClient } from './client';
import type { DocumentKey } from './documentId';
import { ofRow } from './documentTypes';
import { refused } from './refused';
import { referenceIn } from './request/notes';
import { listRows } from './rows';
import type { IfirmaDocument, Row } from './schemas';

/** Days around the issue date in which a document of the same reference is looked for. */
const DAYS_BEFORE = 60;
export const DAYS_AFTER = 7;
/** Documents that are read in one look: of the same amount, and of another. */
export const MOST_SAME = 30;
export const MOST_OTHERS = 10;

export interface Sought {
	reference: string;
	sought: Invoice;
	/** An earlier request for it is unaccounted for. */
	inFlight: boolean;
}

export interface Found {
	key: DocumentKey;
	row: Row;
	document: IfirmaDocument;
}

/**
 * Documents whose notes carry the reference. iFirma cannot be asked for it, and its lists show no notes: the documents
 * of that amount are listed, while a request is unaccounted for those of that tax number as well, and those of the buyer
 * are read, one by one.
 * Throws VendorError when that cannot be told: too many of them, or notes that iFirma does not show.
 */
export async function findByNotes(
	client: IfirmaClient,
	{ reference, sought, inFlight }: Sought,
	read: (key: DocumentKey) => Promise<IfirmaDocument>,
): Promise<Found[]> {
	const rows = await rowsOfBuyer(client, sought, inFlight);
	const same = rows.filter((row) => new Big(row.Brutto).eq(sought.totals.gross));
	const others = rows.filter((row) => !same.includes(row));
	if (same.length > MOST_SAME) throw tooMany(sought, same.length);
	const found: Found[] = [];
	for (const row of [...same, ...others.slice(0, MOST_OTHERS)]) {
		const type = ofRow(row, sought.kind === 'proforma');
		if (!type) continue;
		const key = { type, id: row.FakturaId };
		const document = await read(key);
		if (document.Uwagi === undefined && same.includes(row)) throw notesHidden(sought, document);
		if (referenceIn(document.Uwagi ?? '') === reference) found.push({ key, row, document });
	}
	return found;
}

/** Newest first. */
async function rowsOfBuyer(client: IfirmaClient, sought: Invoice, inFlight: boolean): Promise<Row[]> {
	const list = sought.kind === 'proforma' ? 'proformy' : 'faktury';
	const period = {
		dataOd: addDays(sought.issueDate, -DAYS_BEFORE),
		dataDo: addDays(sought.issueDate, DAYS_AFTER),
	};
	const purpose = `look for the document with reference ${sought.reference}`;
	const { gross } = sought.totals;
	const nip = sought.buyer.taxId?.number;
	const rows = [
		...(await listRows(client, list, { ...period, kwotaOd: gross, kwotaDo: gross }, purpose)),
		// Beside the amount: the deal may have had another one when the document was asked for.
		...(nip && inFlight ? await listRows(client, list, { ...period, nipKontrahenta: nip }, purpose) : []),
	];
	const byId = new Map(rows.map((row) => [row.FakturaId, row]));
	return [...byId.values()].filter((row) => isOfBuyer(row, sought)).sort(newestFirst);
}

export const newestFirst = (a: Row, b: Row): number =>
	b.DataWystawienia.localeCompare(a.DataWystawienia) || Number(b.FakturaId) - Number(a.FakturaId);

/** By tax number, written in whatever way a contractor card has it, or by name. */
export function isOfBuyer(row: Row, { buyer }: Invoice): boolean {
	const number = (row.NIPKontrahenta ?? '').toUpperCase().replace(/[^A-Z0-9]/g, '');
	if (buyer.taxId && number.endsWith(buyer.taxId.number)) return true;
	return comparableName(row.KontrahentNazwa ?? '') === comparableName(buyer.name);
}

export function tooMany({ deal, totals, currency }: Invoice, count: number): Error {
	return refused(
		`The buyer of deal ${deal.id} has ${count} documents of ${totals.gross} ${currency} within two months: too many to tell whether one of them is this deal's.`,
		'Look in iFirma whether the deal has its document, and issue it there by hand if it has none.',
	);
}

function notesHidden({ deal }: Invoice, document: IfirmaDocument): Error {
	return refused(
		`iFirma does not show the notes of document ${document.PelnyNumer}, which has the buyer and the amount of deal ${deal.id}, so it cannot be told whether it is this deal's.`,
		`Open ${document.PelnyNumer} in iFirma. If it belongs to this deal, enter its number on the deal.`,
	);
}
