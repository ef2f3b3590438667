import Big from 'big.js';
import { addDays } from '../../../invoicing/dates';
import type { Invoice } from '../../../invoicing/invoice';
import type { IfirmaClient } from '../client';
import { DOMESTIC, ofRow } from '../documentTypes';
import { DAYS_AFTER, isOfBuyer, MOST_OTHERS, MOST_SAME, newestFirst, tooMany } from '../find';
import { listRows } from '../rows';
import type { Row } from '../schemas';
import { correctedBy } from './request';

export interface Candidate {
	row: Row;
	/** It has the amount of the correction, or that of the corrected document, whichever lists may show. */
	isLikely: boolean;
}

/**
 * Rows that may be the correction: documents of the buyer since the corrected one, which it cannot be older than. They
 * are listed by tax number if that list shows the corrected document, else all are: how lists name a correction, and
 * whether they show the difference, is not documented. While no request is unaccounted for, an invoice of another
 * amount is none of them.
 * Throws VendorError when there are too many to tell.
 */
export async function rowsAround(client: IfirmaClient, sought: Invoice, inFlight: boolean): Promise<Candidate[]> {
	const { correction, key } = correctedBy(sought);
	const { corrects, totals, buyer, issueDate } = correction;
	const period = { dataOd: corrects.issueDate, dataDo: addDays(issueDate, DAYS_AFTER) };
	const purpose = `look for the correction with reference ${sought.reference}`;
	const isOriginal = ({ FakturaId }: Row) => FakturaId === key.id;
	const nip = buyer.taxId?.number;
	const ofNip = nip ? await listRows(client, 'faktury', { ...period, nipKontrahenta: nip }, purpose) : [];
	const rows = ofNip.some(isOriginal) ? ofNip : await listRows(client, 'faktury', period, purpose);
	const contractor = rows.find(isOriginal)?.KontrahentNazwa ?? '';

	const amounts = [new Big(totals.gross), afterIn(correction)];
	const candidates = rows
		.filter((row) => !isOriginal(row) && (isOfBuyer(row, sought) || (row.KontrahentNazwa ?? '') === contractor))
		.filter((row) => (ofRow(row, false) ?? DOMESTIC) === DOMESTIC)
		.map((row) => ({ row, isLikely: amounts.some((amount) => amount.eq(row.Brutto)) }))
		.sort((a, b) => newestFirst(a.row, b.row));
	const likely = candidates.filter(({ isLikely }) => isLikely);
	if (likely.length > MOST_SAME) throw tooMany(sought, likely.length);
	const others = candidates.filter(({ isLikely, row }) => !isLikely && (inFlight || !ofRow(row, false)));
	return [...likely, ...others.slice(0, MOST_OTHERS)];
}

const afterIn = ({ corrects }: { corrects: NonNullable<Invoice['corrects']> }): Big =>
	corrects.rows.reduce((sum, { after }) => sum.plus(after.gross), new Big(0));
