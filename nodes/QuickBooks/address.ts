import type { Invoice, TaxId } from '../../invoicing/invoice';
import { showTaxId } from '../../invoicing/taxId';
import { cut, oneLine } from '../../invoicing/text';

/** What stands before a tax number on the document, and tells it there when the document is read back. */
const LABELS: Record<TaxId['kind'], string> = { nip: 'NIP', euVat: 'VAT ID', other: 'Tax ID' };
const LABELLED = /^(?:NIP|VAT ID|Tax ID): (.+)$/;

/**
 * The buyer as it is printed: QuickBooks prints the billing address as it stands, and has no field for a tax number
 * on a document. Limits: 500 characters a line, 255 the city, 30 the postal code (XSD, PhysicalAddress).
 */
export function addressOf({ buyer }: Pick<Invoice, 'buyer'>): Record<string, unknown> {
	const { address, taxId } = buyer;
	const lines = [buyer.name, address.street, taxId && `${LABELS[taxId.kind]}: ${showTaxId(taxId)}`];
	const filled = lines.flatMap((line) => (line ? [cut(oneLine(line), 500)] : []));
	return {
		...Object.fromEntries(filled.map((line, index) => [`Line${index + 1}`, line])),
		...(address.city && { City: cut(oneLine(address.city), 255) }),
		...(address.postalCode && { PostalCode: cut(oneLine(address.postalCode), 30) }),
		...(address.country && { Country: address.country }),
	};
}

/** The tax number in the lines of a billing address; empty when there is none. */
export function taxNumberIn(lines: readonly (string | undefined)[]): string {
	for (const line of lines) {
		const found = LABELLED.exec(line ?? '')?.[1];
		if (found) return found;
	}
	return '';
}

const LONGEST_EMAIL = 100;

/**
 * `{ BillEmail: { Address } }`: QuickBooks takes one address. None for a client who wants no e-mail: rules of the
 * account must not write to them either.
 */
export function emailOf(
	{ buyer, mailTo }: Pick<Invoice, 'buyer' | 'mailTo'>,
	field: 'BillEmail' | 'PrimaryEmailAddr',
): Record<string, unknown> {
	const address = buyer.emails[0] ?? mailTo[0];
	const fits = address !== undefined && address.length <= LONGEST_EMAIL;
	return mailTo.length > 0 && fits ? { [field]: { Address: address } } : {};
}
