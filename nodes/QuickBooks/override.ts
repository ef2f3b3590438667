import Big from 'big.js';
import { VendorError } from '../../connect/http';
import { roundHalfUp, sum } from '../../invoicing/decimal';
import type { Invoice } from '../../invoicing/invoice';
import { vatInGross } from '../../invoicing/totals';
import { vatPercent } from '../../invoicing/vat';
import type { Company } from './company';
import { VENDOR } from './failures';
import { jsonNumber } from './numbers';
import type { IssueSettings } from './settings';
import { sharesTax } from './staged';
import { taxOf, type DocumentTax } from './tax';

/** What a document comes to under one tax code. */
interface CodeTotal {
	code: string;
	percent: Big;
	net: Big;
	vat: Big;
	gross: Big;
}

/**
 * `TxnTaxDetail` of an advance, a final or a correction whose tax QuickBooks would count otherwise; undefined where it
 * comes to the same by itself, as it mostly does.
 *
 * QuickBooks rounds the tax of each document, and rounded parts need not make the rounded whole: an order of 1.00 gross
 * at 23 % holds 0.19, its halves 0.09 each. The gross amounts are what came in and what is left, so no other split of
 * them helps: the tax of that document is sent (XSD, TxnTaxDetail: "or you may supply it"). Throws VendorError
 * `rejected` where a code does not stand for exactly the rate that we mean.
 */
export async function overrideOf(
	invoice: Invoice,
	company: Company,
	settings: Pick<IssueSettings, 'taxCodes'>,
): Promise<Record<string, unknown> | undefined> {
	const taxed = taxedTotals(invoice, taxOf(invoice, settings));
	if (taxed.every(({ gross, percent, vat }) => roundHalfUp(vatInGross(gross, percent)).eq(vat))) return undefined;
	const found = await company.salesTax(taxed.map(({ code }) => code));
	const rateOf = ({ code, percent }: CodeTotal): string => {
		const listed = found.codes.find(({ Id }) => Id === code)?.SalesTaxRateList.TaxRateDetail ?? [];
		const [only] = listed.map(({ TaxRateRef }) => TaxRateRef.value);
		const rate = found.rates.find(({ Id }) => Id === only);
		if (only && listed.length === 1 && rate && percent.eq(rate.RateValue)) return only;
		throw notThatRate(invoice, code, percent);
	};
	return {
		TotalTax: jsonNumber(sum(taxed.map(({ vat }) => vat))),
		TaxLine: taxed.map((total) => ({
			DetailType: 'TaxLineDetail',
			Amount: jsonNumber(total.vat),
			TaxLineDetail: {
				TaxRateRef: { value: rateOf(total) },
				PercentBased: true,
				TaxPercent: jsonNumber(total.percent),
				NetAmountTaxable: jsonNumber(total.net),
			},
		})),
	};
}

/** Per code, without those of no tax; none for documents whose tax is QuickBooks' own matter. */
function taxedTotals(invoice: Invoice, { model, codes }: DocumentTax): CodeTotal[] {
	if (!sharesTax(invoice) || model !== 'gross') return [];
	return [...new Set(codes)].flatMap((code) => {
		const own = invoice.lines.filter((_, index) => codes[index] === code);
		const side = (name: 'net' | 'vat' | 'gross') => sum(own.map((line) => line[name]));
		const [percent, other] = [...new Set(own.map(({ vatRate }) => vatPercent(vatRate).toFixed()))];
		// Two rates under one code are a mistake in the user's table, which the comparison after issuing shows.
		if (!percent || percent === '0' || other !== undefined) return [];
		return [{ code, percent: new Big(percent), net: side('net'), vat: side('vat'), gross: side('gross') }];
	});
}

function notThatRate({ kind, deal }: Invoice, code: string, percent: Big): VendorError {
	return new VendorError({
		vendor: VENDOR,
		cause: 'rejected',
		outcome: 'notDone',
		message: `The tax of the ${kind} invoice of deal ${deal.id} has to be sent with it, to the cent, and the tax code ${code} does not stand for exactly one rate of ${percent.toFixed()}%.`,
		advice:
			'Under "Tax Codes" of the QuickBooks node choose a code with this one rate, or issue the document by hand. Nothing was issued.',
	});
}
