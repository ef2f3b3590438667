import Big from 'big.js';
import type { Amount, Decimal } from './primitives';

/**
 * The arithmetic of money: exact decimals (big.js), rounded half up (away from zero) to two places where it says so.
 */

/** One hundredth of the currency: the smallest amount that a document can show. */
const PLACES = 2;

/** Exact, no rounding: `1.50` becomes `1.5`; never `-0`, never an exponent. */
export function plain(value: Big | string): Decimal {
	const text = new Big(value).toFixed();
	return /^-0(\.0+)?$/.test(text) ? text.slice(1) : text;
}

/** Rounds half up to the grosz (cent) and shows two places: `1.005` becomes `1.01`. */
export function amount(value: Big | string): Amount {
	const text = new Big(value).toFixed(PLACES, Big.roundHalfUp);
	return /^-0(\.0+)?$/.test(text) ? text.slice(1) : text;
}

export function roundHalfUp(value: Big): Big {
	return value.round(PLACES, Big.roundHalfUp);
}

export function sum(values: Array<Big | string>): Big {
	return values.reduce<Big>((total, value) => total.plus(value), new Big(0));
}

/** True when two amounts are a grosz or more apart. */
export function differs(a: Big | string, b: Big | string): boolean {
	return new Big(a).minus(b).abs().gte('0.01');
}

/**
 * Rounds every share to the grosz so that together they make exactly `total` (largest remainder; first come first on ties).
 * `total` is the rounded sum of the shares, so no share moves by a whole grosz or more.
 */
export function distribute(total: Big, shares: Big[]): Big[] {
	const grosz = new Big('0.01');
	const floors = shares.map((share) => share.round(PLACES, Big.roundDown));
	const missing = total.minus(sum(floors)).div(grosz);
	const step = missing.lt(0) ? grosz.neg() : grosz;
	const remainder = (index: number) => (shares[index] as Big).minus(floors[index] as Big).times(step.gt(0) ? 1 : -1);
	const order = shares.map((_, index) => index).sort((a, b) => remainder(b).cmp(remainder(a)) || a - b);
	const chosen = new Set(order.filter((_, place) => missing.abs().gt(place)));
	return floors.map((floor, index) => (chosen.has(index) ? floor.plus(step) : floor));
}
