import Big from 'big.js';
import { rateIdOf, TAX_CODES, US_TAX_CODES } from './chart';
import type { NewDocument, SalesLine, Settings } from './schemas';

export interface TaxLine {
	rateId: string;
	percent: string;
	taxable: string;
	tax: string;
	/** Tax that was sent, less the tax that was counted. */
	delta?: string;
}
export interface Totals {
	net: string;
	tax: string;
	gross: string;
	lines: TaxLine[];
}

const half = (value: Big): Big => value.round(2, Big.roundHalfUp);
const text = (value: Big): string => value.toFixed(2);

/** Tax of a document: each code once, from the sum of its lines, net or gross; half up to the cent; or as it was sent. */
export function totalsOf(
	document: NewDocument,
	{ country, taxOverride }: Pick<Settings, 'country' | 'taxOverride'>,
): Totals {
	if (country === 'US') return usTotals(document);
	const inclusive = document.GlobalTaxCalculation === 'TaxInclusive';
	const applies = document.GlobalTaxCalculation !== 'NotApplicable';
	const sums = new Map<string, Big>();
	for (const line of document.Line) {
		const code = line.SalesItemLineDetail.TaxCodeRef?.value ?? '';
		sums.set(code, (sums.get(code) ?? new Big(0)).plus(inclusive ? grossOf(line) : line.Amount));
	}
	const sent = taxOverride === 'taken' ? (document.TxnTaxDetail?.TaxLine ?? []) : [];
	const lines = [...sums].map(([code, sum]): TaxLine & { code: string; gross: Big } => {
		const percent = new Big(applies ? (TAX_CODES.find(({ Id }) => Id === code)?.rate ?? '0') : '0');
		const counted = half(inclusive ? sum.times(percent).div(percent.plus(100)) : sum.times(percent).div(100));
		const own = sent.find(({ TaxLineDetail }) => TaxLineDetail.TaxRateRef.value === rateIdOf(code));
		const tax = own ? new Big(own.Amount) : counted;
		const gross = inclusive ? sum : sum.plus(tax);
		return {
			...{ code, gross, rateId: rateIdOf(code) },
			...{ percent: percent.toFixed(), taxable: text(gross.minus(tax)), tax: text(tax) },
			...(own && { delta: text(tax.minus(counted)) }),
		};
	});
	const gross = lines.reduce((sum, line) => sum.plus(line.gross), new Big(0));
	const tax = lines.reduce((sum, line) => sum.plus(line.tax), new Big(0));
	return {
		net: text(gross.minus(tax)),
		tax: text(tax),
		gross: text(gross),
		lines: lines.filter(({ code }) => applies && code !== '').map(({ code: _code, gross: _gross, ...line }) => line),
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
	const code = US_TAX_CODES.find(({ Id }) => Id === document.TxnTaxDetail?.TxnTaxCodeRef?.value);
	const tax = half(taxable.times(code?.rate ?? 0).div(100));
	const lines = code ? [{ rateId: code.Id, percent: code.rate, taxable: text(taxable), tax: text(tax) }] : [];
	return { net: text(net), tax: text(tax), gross: text(net.plus(tax)), lines };
}
