import { VendorError } from '../../connect/http';
import type { Invoice } from '../../invoicing/invoice';
import type { VatRate } from '../../invoicing/primitives';

export const VENDOR = 'InvoiceOcean';

const refused = (message: string, advice: string): VendorError =>
	new VendorError({ vendor: VENDOR, cause: 'rejected', outcome: 'notDone', message, advice });

/** Rates for which its API documents neither a kind of document nor a field: printed as plain 0 % they would be wrong. */
const NOT_HELD: readonly VatRate[] = ['0 WDT', '0 EX', 'oo'];

/** Throws VendorError for an invoice that this system cannot carry whole; nothing was sent then. */
export function assertHeld(invoice: Invoice): void {
	if (invoice.gate === 'ksefNumber') throw withoutKsef(invoice);
	const at = invoice.lines.findIndex((line) => NOT_HELD.includes(line.vatRate));
	const line = invoice.lines[at];
	if (line)
		throw refused(
			`Line ${at + 1} ("${line.name}") of deal ${invoice.deal.id} has the VAT rate ${line.vatRate}, for which the API of ${VENDOR} has no place.`,
			`Issue this document by hand in ${VENDOR}, or issue it with another accounting system.`,
		);
}

function withoutKsef({ deal }: Invoice): VendorError {
	return refused(
		`The invoice for deal ${deal.id} needs a KSeF number, and ${VENDOR} does not send to KSeF by its API. Nothing was issued.`,
		'Issue with a system that sends to KSeF, or correct "KSeF Duty" in Build Invoice if your firm has no such duty.',
	);
}

export function otherAddress(documentId: string): VendorError {
	return refused(
		`${VENDOR} e-mails a document only to the address that stands on it; document ${documentId} has another one.`,
		'Leave "Recipients" empty, or send the PDF with a mail node.',
	);
}
