import Big from 'big.js';
import { amount, distribute, roundHalfUp, sum } from './decimal';
import type { RateTotal } from './invoice';
import type { Amount } from './primitives';
import { vatInGross } from './totals';
import { vatPercent } from './vat';

/** The arithmetic of advances: what of an order is left, and how money that came in falls on its rates. */

const side = (total: RateTotal | undefined, name: 'net' | 'vat' | 'gross'): Big => new Big(total?.[name] ?? 0);

/** The order less everything that was invoiced before, per rate: net, VAT and gross each for itself, to the grosz. */
export function remainderOf(order: readonly RateTotal[], earlier: readonly RateTotal[]): RateTotal[] {
	const rates = [...new Set([...order, ...earlier].map(({ vatRate }) => vatRate))];
	return rates.map((vatRate) => {
		const whole = order.find((total) => total.vatRate === vatRate);
		const taken = earlier.filter((total) => total.vatRate === vatRate);
		const left = (name: 'net' | 'vat' | 'gross') =>
			amount(side(whole, name).minus(sum(taken.map((total) => side(total, name)))));
		return { vatRate, net: left('net'), vat: left('vat'), gross: left('gross') };
	});
}

/**
 * A gross amount over the rates of an order in proportion (largest remainder), as systems do that split it themselves;
 * over the rates of what is left where a rate would take more than it has, or where the amount is all of it: then it is
 * exactly what is left. `received` must not be above the sum of `left`.
 */
export function splitOver(order: readonly RateTotal[], left: readonly RateTotal[], received: Amount): RateTotal[] {
	const ofOrder = inProportion(order, received);
	const fits = left.every(({ gross }, index) => (ofOrder[index] ?? new Big(0)).lte(gross));
	const parts = fits && grossOf(left).gt(received) ? ofOrder : inProportion(left, received);
	return left
		.map((rate, index) => partOfRate(rate, parts[index] ?? new Big(0)))
		.filter(({ gross }) => !new Big(gross).eq(0));
}

function inProportion(totals: readonly RateTotal[], received: Amount): Big[] {
	const whole = grossOf(totals);
	return distribute(
		new Big(received),
		totals.map(({ gross }) => new Big(gross).times(received).div(whole)),
	);
}

/** VAT within the part, half up, as far as what is left of the rate's net and VAT allows: neither may turn negative later. */
function partOfRate(left: RateTotal, gross: Big): RateTotal {
	const { vatRate } = left;
	if (gross.eq(left.gross)) return left;
	const percent = vatPercent(vatRate);
	const within = roundHalfUp(vatInGross(gross, percent));
	const least = gross.minus(left.net);
	const most = side(left, 'vat');
	const vat = within.gt(most) ? most : within.lt(least) ? least : within;
	return { vatRate, net: amount(gross.minus(vat)), vat: amount(vat), gross: amount(gross) };
}

export const grossOf = (totals: readonly RateTotal[]): Big => sum(totals.map(({ gross }) => gross));
