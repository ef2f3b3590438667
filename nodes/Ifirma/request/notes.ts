import { exchangeNote } from '../../../invoicing/exchange/exchange';
import type { Invoice } from '../../../invoicing/invoice';
import { DOMESTIC, PROFORMA, type DocumentType } from '../documentTypes';
import { limited } from './limits';
import { orderNumberNote } from './orderNumber';

const LENGTH = 1000;

/**
 * `Uwagi`, printed on the document. Its last line is the marker by which the document is found again: iFirma has no
 * field for a reference of ours. Before it stands what has no field either.
 */
export function notesOf(invoice: Invoice, type: DocumentType): string {
	const lines = [
		...correctedIn(invoice),
		orderNumberNote(invoice, type),
		invoice.notes,
		exemptionOf(invoice, type),
		exchangeNote(invoice, 'pl'),
		markerOf(invoice.reference),
	];
	return limited(lines.filter(Boolean).join('\n'), LENGTH, 'text of the notes', invoice);
}

/** The corrected document by its number, which is how it is found when the correction is read; and why, in the person's words. */
function correctedIn({ corrects }: Invoice): string[] {
	if (!corrects) return [];
	return [
		`Korekta do faktury ${corrects.number} z dnia ${corrects.issueDate}`,
		`Przyczyna korekty: ${corrects.reason}`,
	];
}

/** The number of the document that a correction with these notes corrects. */
export function correctedNumberIn(notes: string): string | undefined {
	return /^Korekta do faktury (.+) z dnia \d{4}-\d{2}-\d{2}$/m.exec(notes)?.[1];
}

/** `Ref: bitrix24:acme.bitrix24.pl:42:invoice:1`. */
export const markerOf = (reference: string): string => `Ref: ${reference}`;

/** The reference that notes carry: of several, the last, since ours stands at the end. Empty: none. */
export function referenceIn(notes: string): string {
	return [...notes.matchAll(/(?:^|\s)Ref: ([A-Za-z0-9._:-]+)/g)].at(-1)?.[1] ?? '';
}

/** Only positions of domestic documents have a field for the legal basis of an exemption. */
function exemptionOf({ lines, exemptionReason }: Invoice, type: DocumentType): string {
	const exempt = lines.some((line) => line.vatRate === 'zw');
	if (!exempt || type === DOMESTIC || type === PROFORMA) return '';
	return `Podstawa zwolnienia z VAT: ${exemptionReason ?? ''}`;
}
