import Big from 'big.js';
import { amount, plain } from '../decimal';
import type { CorrectionRow, DocumentLine, InvoiceLine, RateTotal, Totals } from '../invoice';

/** How each line stood and how it stands: of one rate in every row, so that a changed rate makes two of them. */
export function correctionRows(before: readonly DocumentLine[], after: readonly DocumentLine[]): CorrectionRow[] {
	const places = Math.max(before.length, after.length);
	return Array.from({ length: places }, (_, at) => rowsAt(before[at], after[at])).flat();
}

function rowsAt(before: DocumentLine | undefined, after: DocumentLine | undefined): CorrectionRow[] {
	if (before && after && before.vatRate === after.vatRate) return [{ before, after }];
	return [
		...(before ? [{ before, after: nothingOf(before) }] : []),
		...(after ? [{ before: nothingOf(after), after }] : []),
	];
}

export const nothingOf = (line: DocumentLine): DocumentLine => ({
	...line,
	...{ quantity: '0', net: '0.00', vat: '0.00', gross: '0.00' },
});

/** The difference of one row, as a line: one unit at the difference, so that quantity and price stay readable. */
export function differenceLine({ before, after }: CorrectionRow): InvoiceLine {
	const gross = minus(after.gross, before.gross);
	return {
		name: after.name || before.name,
		quantity: '1',
		unit: '',
		unitPrice: plain(gross),
		priceBasis: 'gross',
		vatRate: after.vatRate,
		net: minus(after.net, before.net),
		vat: minus(after.vat, before.vat),
		gross,
		annex15: false,
	};
}

/** Per rate: what the document comes to from now on, less what it came to. A rate on one side only counts in full. */
export function differenceTotals(before: readonly RateTotal[], after: readonly RateTotal[]): Totals {
	const rates = [...new Set([...before, ...after].map(({ vatRate }) => vatRate))];
	const of = (totals: readonly RateTotal[], vatRate: RateTotal['vatRate']) =>
		totals.find((total) => total.vatRate === vatRate) ?? { net: '0', vat: '0', gross: '0' };
	const byRate = rates.map((vatRate): RateTotal => {
		const [was, is] = [of(before, vatRate), of(after, vatRate)];
		return {
			vatRate,
			net: minus(is.net, was.net),
			vat: minus(is.vat, was.vat),
			gross: minus(is.gross, was.gross),
		};
	});
	const total = (side: 'net' | 'vat' | 'gross') =>
		amount(byRate.reduce((sum, rate) => sum.plus(rate[side]), new Big(0)));
	return { net: total('net'), vat: total('vat'), gross: total('gross'), byRate };
}

/** Never a negative zero. */
const minus = (a: string, b: string): string => amount(new Big(a).minus(b));
