import Big from 'big.js';
import { VendorError } from '../../connect/http';
import type { Invoice, InvoiceLine } from '../../invoicing/invoice';
import { VENDOR } from './failures';
import type { IssueSettings } from './settings';
import { sharesTax } from './staged';

/** A company that records no tax at all. */
export const NO_TAX = 'none';
/** US companies know these two on a line; the rates come from elsewhere. */
export const US_CODES: readonly string[] = ['TAX', 'NON'];

/**
 * How QuickBooks counts tax. US: TAX or NON on each line. Elsewhere: a tax code's id on each line, from net or from
 * gross sums. None: no code, the tax is not applicable.
 */
export type TaxModel = 'us' | 'net' | 'gross' | 'none';

export interface DocumentTax {
	model: TaxModel;
	/** Of each line, in their order; NO_TAX where the line carries none. */
	codes: string[];
}

/**
 * The tax codes of a document, from the user's own table and from nothing else. Throws VendorError `rejected` for a
 * rate that is not in it, for codes that one document cannot hold together, and for tax that a code could not carry.
 */
export function taxOf(invoice: Invoice, settings: Pick<IssueSettings, 'taxCodes'>): DocumentTax {
	const codes = invoice.lines.map((line, index) => codeOf(line, index, invoice, settings));
	const sorts = new Set(codes.map(sortOf));
	const [sort] = sorts;
	if (sorts.size > 1 || sort === undefined) throw cannotMix(invoice, codes);
	if (sort !== 'global') return { model: sort, codes };
	// An advance is a gross amount that came in; what a final leaves and what a correction takes back are such, too.
	const fromGross = sharesTax(invoice) || invoice.totalsMethod === 'perRateFromGross';
	return { model: fromGross ? 'gross' : 'net', codes };
}

function codeOf(
	line: InvoiceLine,
	index: number,
	invoice: Invoice,
	{ taxCodes }: Pick<IssueSettings, 'taxCodes'>,
): string {
	const where = `line ${index + 1} ("${line.name}") of deal ${invoice.deal.id}`;
	const code = taxCodes[line.vatRate];
	if (code === undefined)
		throw refusal(
			`There is no ${VENDOR} tax code for the VAT rate ${line.vatRate} of ${where}.`,
			'Add the rate under "Tax Codes" of the QuickBooks node and choose the code that your accountant names for it. Nothing was issued.',
		);
	const taxed = !new Big(line.vat).eq(0);
	if (taxed && (code === NO_TAX || code === 'NON'))
		throw refusal(
			`The VAT rate ${line.vatRate} of ${where} gives a tax of ${line.vat}, but its tax code in the QuickBooks node means that there is none.`,
			'Choose another code under "Tax Codes" of the QuickBooks node, or correct the rate on the deal. Nothing was issued.',
		);
	return code;
}

function sortOf(code: string): 'us' | 'global' | 'none' {
	if (code === NO_TAX) return 'none';
	return US_CODES.includes(code) ? 'us' : 'global';
}

function cannotMix({ deal, lines }: Invoice, codes: string[]): VendorError {
	const pairs = new Set(lines.map(({ vatRate }, index) => `${vatRate}: ${codes[index]}`));
	return refusal(
		`The tax codes of deal ${deal.id} (${[...pairs].join(', ')}) do not belong to one kind of company.`,
		'Under "Tax Codes" of the QuickBooks node use TAX and NON only (a company in the US), or your own codes only, or "No Tax" only. Nothing was issued.',
	);
}

function refusal(message: string, advice: string): VendorError {
	return new VendorError({ vendor: VENDOR, cause: 'rejected', outcome: 'notDone', message, advice });
}
