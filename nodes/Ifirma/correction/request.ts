import Big from 'big.js';
import type { Corrects, DocumentLine, Invoice } from '../../../invoicing/invoice';
import { readDocumentId, type DocumentKey } from '../documentId';
import { CORRECTION, DOMESTIC } from '../documentTypes';
import { basisIn, namedIn, rateIn } from '../lines';
import { refused } from '../refused';
import type { Body } from '../request/limits';
import { notesOf } from '../request/notes';
import type { IfirmaDocument } from '../schemas';
import { waysOf } from '../totals';
import { canComeTo } from './difference';
import { bodyOf, correctedPositions } from './positions';
import { reasonOf } from './reason';

/** Correction and what it corrects. */
export type Correction = Invoice & { corrects: Corrects };

/** Throws VendorError `rejected` for a correction that names no document, or one that the API does not correct. */
export function correctedBy(invoice: Invoice): { correction: Correction; key: DocumentKey } {
	const { corrects, deal } = invoice;
	if (!corrects)
		throw refused(
			`The correction of deal ${deal.id} does not say which document it corrects. Nothing was issued.`,
			'Confirm the correction in the form of the workflow "corrections".',
		);
	const key = readDocumentId(corrects.documentId);
	if (key.type.path === DOMESTIC.path) return { correction: { ...invoice, corrects }, key };
	throw refused(
		`iFirma's API corrects domestic invoices only, and document ${corrects.number} of deal ${deal.id} is of another sort.`,
		'Issue the correction by hand in iFirma. Nothing was issued.',
	);
}

/**
 * The body of a correction, and where it goes (api.ifirma.pl, "Faktura korygująca fakturę krajową"): everything as it
 * stands from now on, in the basis of the corrected document; buyer, sale and currency are those of that document.
 * Throws VendorError for a document that is not what it was, and for lines that iFirma cannot come to.
 */
export function correctionRequest(
	{ correction, key }: ReturnType<typeof correctedBy>,
	original: IfirmaDocument,
	conditionsMet: boolean,
): { path: string; body: Body } {
	const { corrects, issueDate, dueDate } = correction;
	const basis = basisIn(original);
	const before = corrects.rows.map((row) => row.before).filter(isThere);
	const isAsItWas =
		before.length === original.Pozycje.length && before.every((line, index) => isSame(line, original, index));
	if (!basis || original.PelnyNumer !== corrects.number || !isAsItWas) throw notAsItWas(correction);
	const after = corrects.rows.map((row) => row.after).filter(isThere);
	const positions = correctedPositions(original.Pozycje, after, basis, correction);
	if (!canComeTo(correction.totals, original, { Pozycje: positions })) throw comesToOther(correction);
	const { reason, named } = reasonOf(correction);
	return {
		path: `/${CORRECTION.path}/${key.id}.json`,
		body: {
			PowodKorekty: reason,
			PowodKorektyNaWydruku: named,
			SpelnionoWarunki: conditionsMet,
			DataWystawienia: issueDate,
			// A due date that counts from the sale may lie before the correction.
			TerminPlatnosci: dueDate < issueDate ? issueDate : dueDate,
			Zaplacono: new Big(0),
			SposobZaplaty: 'PRZ',
			SplitPayment: correction.splitPayment,
			RodzajPodpisuOdbiorcy: 'BPO',
			Uwagi: notesOf(correction, CORRECTION),
			Pozycje: positions.map(bodyOf),
		},
	};
}

/** A row stands for nothing on the side where its line is not. */
const isThere = ({ quantity, gross }: DocumentLine): boolean => !(new Big(quantity).eq(0) && new Big(gross).eq(0));

function isSame(line: DocumentLine, { LiczOd, Pozycje }: IfirmaDocument, index: number): boolean {
	const position = Pozycje[index]!;
	const { name, quantity } = namedIn(position);
	const [alone] = waysOf({ LiczOd, Pozycje: [position] });
	const side = LiczOd === 'BRT' ? 'gross' : 'net';
	return (
		name === line.name &&
		new Big(quantity).eq(line.quantity) &&
		rateIn(position) === line.vatRate &&
		alone[side].eq(line[side])
	);
}

function notAsItWas({ deal, corrects }: Correction): Error {
	return refused(
		`Document ${corrects.number} of deal ${deal.id} does not stand in iFirma as it did when its correction was built. Nothing was issued.`,
		'Look at the document in iFirma. If the change there was meant, wait for a new proposal, or issue the correction by hand.',
	);
}

function comesToOther({ deal, corrects, totals, currency }: Correction): Error {
	return refused(
		`iFirma would count the correction of document ${corrects.number} of deal ${deal.id} otherwise than to ${totals.gross} ${currency}, ${totals.net} of it net. Nothing was issued.`,
		'Check that the totals method of Build Invoice is the one that the document was issued with, or issue the correction by hand in iFirma.',
	);
}
