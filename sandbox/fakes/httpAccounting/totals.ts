import Big from 'big.js';

/** How a system comes to its amounts: each has its own way, and none of them asks the caller. */
export type Rounding = 'perRateFromNet' | 'perRateFromGross' | 'perLineFromGross';

/** A line as the system was told it; `value` is net or gross, by the system's way. */
export interface Line {
	name: string;
	quantity: string;
	unit: string;
	/** The system's own word for the rate. */
	vatRate: string;
	/** In percent; 0 where the rate carries none. */
	percent: string;
	value: string;
}

export interface Totals {
	net: string;
	vat: string;
	gross: string;
}

const round = (value: Big) => value.round(2, Big.roundHalfUp);
const sum = (values: Big[]) => values.reduce((total, value) => total.plus(value), new Big(0));
const within = (gross: Big, percent: string) => round(gross.times(percent).div(new Big(100).plus(percent)));

export function totalsOf(lines: Line[], rounding: Rounding): Totals {
	const values = lines.map(({ value }) => round(new Big(value)));
	const all = sum(values);
	if (rounding === 'perLineFromGross') {
		const vat = sum(lines.map(({ percent }, index) => within(values[index]!, percent)));
		return texts(all.minus(vat), vat, all);
	}
	const byRate = new Map<string, Big>();
	lines.forEach(({ percent }, index) => byRate.set(percent, (byRate.get(percent) ?? new Big(0)).plus(values[index]!)));
	const rates = [...byRate];
	if (rounding === 'perRateFromNet') {
		const vat = sum(rates.map(([percent, net]) => round(net.times(percent).div(100))));
		return texts(all, vat, all.plus(vat));
	}
	const vat = sum(rates.map(([percent, gross]) => within(gross, percent)));
	return texts(all.minus(vat), vat, all);
}

const texts = (net: Big, vat: Big, gross: Big): Totals => ({
	net: net.toFixed(2),
	vat: vat.toFixed(2),
	gross: gross.toFixed(2),
});
