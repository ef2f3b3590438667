import type { TaxId } from '../../invoicing/invoice';

/** The empty text stands for the Polish NIP. */
const TAX_NO_KIND: Record<TaxId['kind'], string> = { nip: '', euVat: 'nip_ue', other: 'other' };

/** What kind of number a party has (KSeF guide, "tax_no_kind"): sent always, so that the system guesses nothing. */
export function taxNumberKind(taxId: TaxId | undefined): string {
	return taxId ? TAX_NO_KIND[taxId.kind] : 'empty';
}
