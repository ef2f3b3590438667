import type { Invoice } from '../../invoicing/invoice';
import type { VatRate } from '../../invoicing/primitives';
import { VendorError } from '../../connect/http';

/**
 * How Fakturownia says what EN 16931 says with a VAT category. The rate stands on the position, the rest on the document:
 * `wdt` and `export_products` are kinds of document, `np_tax_kind` and `exempt_tax_kind` are one value a document.
 */
export interface TaxHeader {
	kind: 'vat' | 'wdt' | 'export_products' | 'proforma';
	exempt_tax_kind?: string;
	np_tax_kind?: 'export_service' | 'export_service_eu';
	reverse_charge?: boolean;
}

/** Throws VendorError for rates that one document cannot hold together. */
export function taxHeader(invoice: Invoice, vendor: string): TaxHeader {
	const rates = new Set(invoice.lines.map((line) => line.vatRate));
	for (const rate of ['0 WDT', '0 EX', 'np II'] as const) {
		if (rates.has(rate) && rates.size > 1) throw cannotMix(invoice, vendor, [...rates]);
	}
	return {
		kind: documentKind(invoice, rates),
		...(rates.has('zw') && { exempt_tax_kind: invoice.exemptionReason ?? '' }),
		...(rates.has('np I') && { np_tax_kind: 'export_service' }),
		// `reverse_charge` overwrites the tax of every position, so it is only set where all of them are meant.
		...(rates.has('np II') && { np_tax_kind: 'export_service_eu', reverse_charge: true }),
		...(rates.has('oo') && rates.size === 1 && { reverse_charge: true }),
	};
}

function documentKind(invoice: Invoice, rates: Set<VatRate>): TaxHeader['kind'] {
	if (invoice.kind === 'proforma') return 'proforma';
	if (rates.has('0 WDT')) return 'wdt';
	return rates.has('0 EX') ? 'export_products' : 'vat';
}

function cannotMix(invoice: Invoice, vendor: string, rates: VatRate[]): VendorError {
	return new VendorError({
		vendor,
		cause: 'rejected',
		outcome: 'notDone',
		message: `The lines of deal ${invoice.deal.id} have the VAT rates ${rates.join(', ')}, which ${vendor} cannot hold in one document.`,
		advice: 'Split the deal so that lines with 0 WDT, 0 EX or np II stand in a document of their own.',
	});
}
