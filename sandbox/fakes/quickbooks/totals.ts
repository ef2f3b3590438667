import Big from 'big.js';
import { TAX_CODES, US_TAX_CODES } from './chart';
import type { NewDocument, SalesLine } from './schemas';

export interface TaxLine {
	rateId: string;
	percent: string;
	taxable: string;
	tax: string;
}
export interface Totals {
	net: string;
	tax: string;
	gross: string;
	lines: TaxLine[];
}

const half = (value: Big): Big => value.round(2, Big.roundHalfUp);
const text = (value: Big): string => value.toFixed(2);

/** Tax of a document: each code once, from the sum of its lines, net or gross; half up to the cent. */
export function totalsOf(document: NewDocument, country: 'PL' | 'US'): Totals {
	if (country === 'US') return usTotals(document);
	const inclusive = document.GlobalTaxCalculation === 'TaxInclusive';
	const applies = document.GlobalTaxCalculation !== 'NotApplicable';
	const sums = new Map<string, Big>();
	for (const line of document.Line) {
		const code = line.SalesItemLineDetail.TaxCodeRef?.value ?? '';
		sums.set(code, (sums.get(code) ?? new Big(0)).plus(inclusive ? grossOf(line) : line.Amount));
	}
	const lines = [...sums].map(([code, sum]): TaxLine & { gross: Big } => {
		const percent = new Big(applies ? (TAX_CODES.find(({ Id }) => Id === code)?.rate ?? '0') : '0');
		const tax = half(inclusive ? sum.times(percent).div(percent.plus(100)) : sum.times(percent).div(100));
		const gross = inclusive ? sum : sum.plus(tax);
		return { rateId: code, percent: percent.toFixed(), taxable: text(gross.minus(tax)), tax: text(tax), gross };
	});
	const gross = lines.reduce((sum, line) => sum.plus(line.gross), new Big(0));
	const tax = lines.reduce((sum, line) => sum.plus(line.tax), new Big(0));
	return {
		net: text(gross.minus(tax)),
		tax: text(tax),
		gross: text(gross),
		lines: lines.filter(({ rateId }) => applies && rateId !== '').map(({ gross: _gross, ...line }) => line),
	};
}

const grossOf = (line: SalesLine): Big => new Big(line.SalesItemLineDetail.TaxInclusiveAmt ?? line.Amount);

/** One group of rates for all lines marked TAX; without one no tax is counted, as in Intuit's sandbox companies. */
function usTotals(document: NewDocument): Totals {
	const net = document.Line.reduce((sum, line) => sum.plus(line.Amount), new Big(0));
	const taxable = document.Line.filter((line) => line.SalesItemLineDetail.TaxCodeRef?.value === 'TAX').reduce(
		(sum, line) => sum.plus(line.Amount),
		new Big(0),
	);
	const code = US_TAX_CODES.find(({ Id }) => Id === document.TxnTaxDetail?.TxnTaxCodeRef.value);
	const tax = half(taxable.times(code?.rate ?? 0).div(100));
	const lines = code ? [{ rateId: code.Id, percent: code.rate, taxable: text(taxable), tax: text(tax) }] : [];
	return { net: text(net), tax: text(tax), gross: text(net.plus(tax)), lines };
}
