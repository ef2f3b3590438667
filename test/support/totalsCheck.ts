import { computeTotals, type PricedLine } from '../../invoicing/totals';
import { TotalsMethod } from '../../invoicing/invoice';
import { VatRate } from '../../invoicing/primitives';
import { groszeOf, oracleTotals } from './totalsOracle';

const SIDES = ['net', 'vat', 'gross'] as const;

/** What is wrong with the totals of these lines, in sentences; empty: they are those of the oracle, and add up. */
export function totalsViolations(lines: readonly PricedLine[], method: TotalsMethod): string[] {
	const { lines: computed, totals } = computeTotals([...lines], method);
	const expected = oracleTotals(lines, method);
	const wrong: string[] = [];
	const equal = (what: string, is: bigint, ought: bigint) => {
		if (is !== ought) wrong.push(`${what} by ${method}: ${is}, not ${ought}, of ${JSON.stringify(lines)}`);
	};
	for (const side of SIDES) {
		for (const rate of totals.byRate) {
			equal(`${side} at ${rate.vatRate}`, groszeOf(rate[side]), expected.get(rate.vatRate)![side]);
			const ofRate = computed.filter(({ vatRate }) => vatRate === rate.vatRate);
			equal(`lines' ${side} at ${rate.vatRate}`, total(ofRate.map((line) => line[side])), groszeOf(rate[side]));
		}
		equal(side, total(totals.byRate.map((rate) => rate[side])), groszeOf(totals[side]));
	}
	for (const each of [...computed, totals])
		equal('net and VAT', groszeOf(each.net) + groszeOf(each.vat), groszeOf(each.gross));
	return wrong;
}

const total = (amounts: string[]): bigint => amounts.reduce((sum, amount) => sum + groszeOf(amount), 0n);

/** Lines of one invoice. `random` gives 0 to 1. */
export function randomLines(random: () => number): PricedLine[] {
	const whole = (most: number) => Math.floor(random() * (most + 1));
	const decimal = (most: number, places: number) =>
		places === 0 ? String(whole(most)) : `${whole(most)}.${String(whole(10 ** places - 1)).padStart(places, '0')}`;
	return Array.from({ length: 1 + whole(7) }, () => ({
		quantity: decimal(whole(1) ? 9 : 999, whole(3)),
		unitPrice: decimal(whole(1) ? 99 : 99_999, whole(1) ? 2 : 4),
		priceBasis: whole(1) ? 'net' : 'gross',
		vatRate: VatRate.options[whole(VatRate.options.length - 1)]!,
		...(whole(2) === 0 && { discount: { kind: 'percent', value: decimal(99, 2) } as const }),
	}));
}

/** So many random invoices, each by every method. */
export function randomInvoices(random: () => number, count: number): string[] {
	const wrong: string[] = [];
	for (let made = 0; made < count && wrong.length < 20; made++) {
		const lines = randomLines(random);
		for (const method of TotalsMethod.options) wrong.push(...totalsViolations(lines, method));
	}
	return wrong;
}

/** One line of every net and every gross price from 0.01 up, at each taxed rate, by every method. */
export function everyPrice(mostGrosze: number): string[] {
	const wrong: string[] = [];
	for (let grosze = 1; grosze <= mostGrosze && wrong.length < 20; grosze++) {
		const unitPrice = `${Math.floor(grosze / 100)}.${String(grosze % 100).padStart(2, '0')}`;
		for (const vatRate of ['23', '8', '5'] as const)
			for (const priceBasis of ['net', 'gross'] as const)
				for (const method of TotalsMethod.options)
					wrong.push(...totalsViolations([{ quantity: '1', unitPrice, priceBasis, vatRate }], method));
	}
	return wrong;
}
