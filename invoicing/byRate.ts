import Big from 'big.js';
import { amount, sum } from './decimal';
import type { RateTotal, Totals } from './invoice';
import type { VatRate } from './primitives';

/** What an answer tells of one line; undefined rate: it could be several of ours. */
export interface AnsweredLine {
	vatRate: VatRate | undefined;
	net: string;
	vat: string;
	gross: string;
}

const SIDES = ['net', 'vat', 'gross'] as const;
const isNumber = (text: string): boolean => /^-?\d+(\.\d+)?$/.test(text);

/**
 * The answered lines summed per rate. Undefined unless every rate is known and the sums make the document's own
 * totals: where a system counts the tax of a rate once, its lines need not add up, and a guess must not settle anything.
 */
export function totalsByRate(
	lines: readonly AnsweredLine[],
	totals: Pick<Totals, 'net' | 'vat' | 'gross'>,
): RateTotal[] | undefined {
	if (lines.length === 0 || lines.some((line) => !SIDES.every((side) => isNumber(line[side])))) return undefined;
	const rates = [...new Set(lines.map(({ vatRate }) => vatRate))];
	const byRate: RateTotal[] = [];
	for (const vatRate of rates) {
		if (vatRate === undefined) return undefined;
		const own = lines.filter((line) => line.vatRate === vatRate);
		const side = (name: (typeof SIDES)[number]) => amount(sum(own.map((line) => line[name])));
		byRate.push({ vatRate, net: side('net'), vat: side('vat'), gross: side('gross') });
	}
	const [only] = byRate;
	if (only && byRate.length === 1) return [{ vatRate: only.vatRate, ...totals }];
	const agree = SIDES.every((side) => new Big(totals[side]).eq(sum(byRate.map((rate) => rate[side]))));
	return agree ? byRate : undefined;
}
