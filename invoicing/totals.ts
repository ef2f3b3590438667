import Big from 'big.js';
import { amount, distribute, roundHalfUp, sum } from './decimal';
import type { RateTotal, Totals, TotalsMethod } from './invoice';
import type { Amount, Discount, PriceBasis, VatRate } from './primitives';
import { vatPercent } from './vat';

/** What the totals need of a line. Unit price before discount, in `priceBasis`. */
export interface PricedLine {
	quantity: string;
	unitPrice: string;
	priceBasis: PriceBasis;
	discount?: Discount;
	vatRate: VatRate;
}

export interface LineAmounts {
	net: Amount;
	vat: Amount;
	gross: Amount;
}

interface Exact {
	net: Big;
	vat: Big;
	gross: Big;
}

/** The line's value after discount in its own price basis: computed exactly, rounded once. */
export function lineValue(line: PricedLine): Big {
	const price = new Big(line.unitPrice);
	const off = new Big(line.discount?.value ?? '0');
	const reduced = line.discount?.kind === 'percent' ? price.times(new Big(100).minus(off)).div(100) : price.minus(off);
	return roundHalfUp(reduced.times(line.quantity));
}

/**
 * Amounts of every line and the totals, by the named method. In every method each rate's net, VAT and gross are
 * exactly the sums of its lines. A line in the other price basis is converted first, alone, half up.
 */
export function computeTotals<L extends PricedLine>(
	lines: L[],
	method: TotalsMethod,
): { lines: Array<L & LineAmounts>; totals: Totals } {
	const amounts = lines.map(amountsOfLine);
	const rates = [...new Set(lines.map((line) => line.vatRate))];
	const byRate = rates.map((vatRate): RateTotal => {
		const indexes = lines.flatMap((line, index) => (line.vatRate === vatRate ? [index] : []));
		if (method !== 'perLine') settleRate(amounts, indexes, vatRate, method);
		return { vatRate, ...texts(add(indexes.map((index) => amounts[index] as Exact))) };
	});
	return {
		lines: lines.map((line, index) => ({ ...line, ...texts(amounts[index] as Exact) })),
		totals: { ...texts(add(amounts)), byRate },
	};
}

/** VAT of one line alone: from its net or from its gross, whichever side the price is on. */
function amountsOfLine(line: PricedLine): Exact {
	const value = lineValue(line);
	const percent = vatPercent(line.vatRate);
	if (line.priceBasis === 'net') {
		const vat = roundHalfUp(vatOnNet(value, percent));
		return { net: value, vat, gross: value.plus(vat) };
	}
	const vat = roundHalfUp(vatInGross(value, percent));
	return { net: value.minus(vat), vat, gross: value };
}

/** Computes the rate's VAT once, from the sum, and spreads it over the lines so that the lines still add up. */
function settleRate(amounts: Exact[], indexes: number[], vatRate: VatRate, method: TotalsMethod): void {
	const percent = vatPercent(vatRate);
	const fromNet = method === 'perRateFromNet';
	const exact = indexes.map((index) => {
		const line = amounts[index] as Exact;
		return fromNet ? vatOnNet(line.net, percent) : vatInGross(line.gross, percent);
	});
	const shares = distribute(roundHalfUp(sum(exact)), exact);
	indexes.forEach((index, place) => {
		const { net, gross } = amounts[index] as Exact;
		const vat = shares[place] as Big;
		amounts[index] = fromNet ? { net, vat, gross: net.plus(vat) } : { net: gross.minus(vat), vat, gross };
	});
}

const vatOnNet = (net: Big, percent: Big): Big => net.times(percent).div(100);
/** The exact VAT within a gross amount, not rounded. */
export const vatInGross = (gross: Big, percent: Big): Big => gross.times(percent).div(percent.plus(100));

function add(lines: Exact[]): Exact {
	return {
		net: sum(lines.map((line) => line.net)),
		vat: sum(lines.map((line) => line.vat)),
		gross: sum(lines.map((line) => line.gross)),
	};
}

function texts(exact: Exact): LineAmounts {
	return { net: amount(exact.net), vat: amount(exact.vat), gross: amount(exact.gross) };
}
