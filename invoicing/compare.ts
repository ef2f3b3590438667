import { differs } from './decimal';
import type { Invoice, IssuedInvoice } from './invoice';
import { printedRate, ratesAgree } from './lineRates';
import type { Problem } from './problem';
import { problemOf, type TextValues } from './problems';
import { showTaxId } from './taxId';
import { oneLine } from './text';

const AMOUNT_WORDS = {
	net: { pl: 'kwotę netto', en: 'a net amount of' },
	vat: { pl: 'kwotę VAT', en: 'a VAT amount of' },
	gross: { pl: 'kwotę brutto', en: 'a gross amount of' },
};
const CURRENCY_WORDS = { pl: 'walutę', en: 'the currency' };
const SALE_WORDS = { pl: 'datę sprzedaży', en: 'the date of sale' };
const RATE_WORDS = { pl: 'stawki VAT pozycji', en: 'the VAT rates' };
const NAME_WORDS = { pl: 'nazwa', en: 'name' };
const TAX_ID_WORDS = { pl: 'numer podatkowy', en: 'tax number' };

/**
 * What the accounting system made against what was asked for: amounts (0.01 apart or more), currency, date of sale
 * and VAT rates of the lines where the answer tells them, buyer's name and tax number. Empty when they agree. Nothing may leave while they do not.
 */
export function compareIssued(invoice: Invoice, issued: IssuedInvoice): Problem[] {
	const problems: Problem[] = [];
	const report = (code: 'issuedDiffers' | 'issuedBuyerDiffers', field: string, values: TextValues) =>
		problems.push(problemOf(invoice.deal.id, code, field, values));

	for (const side of ['net', 'vat', 'gross'] as const) {
		const ours = invoice.totals[side];
		const theirs = issued[side];
		if (differs(ours, theirs)) report('issuedDiffers', `issued.${side}`, { what: AMOUNT_WORDS[side], ours, theirs });
	}
	if (issued.currency !== invoice.currency) {
		const values = { what: CURRENCY_WORDS, ours: invoice.currency, theirs: issued.currency };
		report('issuedDiffers', 'issued.currency', values);
	}
	// A system makes the lines of these itself, from the order.
	const ownLines = invoice.kind !== 'advance' && invoice.kind !== 'final';
	if (ownLines && issued.lineRates && !ratesAgree(invoice.lines, issued.lineRates)) {
		const values = { ours: invoice.lines.map(printedRate).join(', '), theirs: issued.lineRates.join(', ') || '?' };
		report('issuedDiffers', 'issued.lineRates', { what: RATE_WORDS, ...values });
	}
	if (issued.saleDate && issued.saleDate !== invoice.saleDate)
		report('issuedDiffers', 'issued.saleDate', { what: SALE_WORDS, ours: invoice.saleDate, theirs: issued.saleDate });
	if (comparableName(issued.buyer.name) !== comparableName(invoice.buyer.name)) {
		report('issuedBuyerDiffers', 'issued.buyer.name', { what: NAME_WORDS });
	}
	const country = invoice.buyer.taxId?.country ?? '';
	if (bareNumber(issued.buyer.taxId, country) !== bareNumber(showTaxId(invoice.buyer.taxId), country)) {
		report('issuedBuyerDiffers', 'issued.buyer.taxId', { what: TAX_ID_WORDS });
	}
	return problems;
}

/** Systems change case, quotes, spacing and the order of first and last name; another name differs in its words. */
export function comparableName(name: string): string {
	const words =
		oneLine(name)
			.toLowerCase()
			.match(/[\p{L}\p{N}]+/gu) ?? [];
	return [...words].sort().join('').normalize('NFC');
}

/** With and without the VAT prefix of the country is the same number; without a country nothing is taken off. */
function bareNumber(taxId: string, country: string): string {
	const compact = taxId.toUpperCase().replace(/[^A-Z0-9+*]/g, '');
	const prefix = country === 'GR' ? /^(EL|GR)/ : new RegExp(`^${country}`);
	return compact.replace(prefix, '');
}
