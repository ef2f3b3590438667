import Big from 'big.js';
import type { NewDocument, Position } from './schemas';

export interface PricedPosition extends Position {
	/** Unit price after discount, rounded to the grosz. */
	reduced: string;
	net: string;
	vat: string;
	gross: string;
}

export interface Totals {
	net: string;
	vat: string;
	gross: string;
}

const half = (value: Big): Big => value.round(2, Big.roundHalfUp);

export function pricePosition(position: Position, liczOd: 'NET' | 'BRT' | undefined): PricedPosition {
	const reduced = half(new Big(position.CenaJednostkowa).times(new Big(100).minus(position.Rabat ?? 0)).div(100));
	const value = half(reduced.times(position.Ilosc));
	const { net, vat, gross } = parts(value, new Big(position.StawkaVat ?? 0), liczOd);
	return { ...position, reduced: reduced.toFixed(2), net, vat, gross };
}

/** Per rate from the sums of the positions, or the sums of what each position has by itself. */
export function documentTotals(
	positions: PricedPosition[],
	liczOd: NewDocument['LiczOd'],
	rounding: 'perRate' | 'perPosition',
): Totals {
	if (rounding === 'perPosition') return add(positions);
	const byRate = new Map<number, Big>();
	for (const position of positions) {
		const rate = position.StawkaVat ?? 0;
		const value = liczOd === 'BRT' ? position.gross : position.net;
		byRate.set(rate, (byRate.get(rate) ?? new Big(0)).plus(value));
	}
	return add([...byRate].map(([rate, value]) => parts(value, new Big(rate), liczOd)));
}

export function minus(all: Totals, other: Totals): Totals {
	const side = (key: keyof Totals) => new Big(all[key]).minus(other[key]).toFixed(2);
	return { net: side('net'), vat: side('vat'), gross: side('gross') };
}

function parts(value: Big, rate: Big, liczOd: NewDocument['LiczOd']): Totals {
	const fromGross = liczOd === 'BRT';
	const vat = half(fromGross ? value.times(rate).div(rate.plus(1)) : value.times(rate));
	const net = fromGross ? value.minus(vat) : value;
	return { net: net.toFixed(2), vat: vat.toFixed(2), gross: net.plus(vat).toFixed(2) };
}

function add(all: Totals[]): Totals {
	const sum = (key: keyof Totals) => all.reduce((total, each) => total.plus(each[key]), new Big(0)).toFixed(2);
	return { net: sum('net'), vat: sum('vat'), gross: sum('gross') };
}
