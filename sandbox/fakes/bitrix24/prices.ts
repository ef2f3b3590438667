import Big from 'big.js';
import type { LineIn } from '../types';
import type { ProductRow } from './books';

/** What Bitrix24 stores for a row: the typed side as typed, the other side computed and rounded per unit. */
export function productRow(line: LineIn, ids: { id: number; ownerId: number; sort: number }): ProductRow {
	const taxRate = rateOf(line.vatRate);
	const tax = new Big(taxRate ?? 0).div(100).plus(1);
	const kept = new Big(1).minus(new Big(line.discountPercent ?? 0).div(100));
	const typed = new Big(line.unitPrice);
	const isGross = line.priceBasis === 'gross';
	const [netto, brutto] = isGross ? [typed.div(tax).round(2), typed] : [typed, typed.times(tax).round(2)];
	const [exclusive, price] = isGross
		? [typed.times(kept).div(tax).round(2), typed.times(kept).round(2)]
		: [typed.times(kept).round(2), typed.times(kept).times(tax).round(2)];
	return {
		...ids,
		productName: line.name,
		quantity: new Big(line.quantity).toFixed(),
		price: price.toFixed(),
		priceExclusive: exclusive.toFixed(),
		priceNetto: netto.toFixed(),
		priceBrutto: brutto.toFixed(),
		discountRate: new Big(line.discountPercent ?? 0).toFixed(),
		discountSum: netto.minus(exclusive).toFixed(),
		taxRate,
		taxIncluded: isGross ? 'Y' : 'N',
		measureName: line.unit ?? 'szt.',
	};
}

/** The deal's amount: rounded gross × quantity for gross rows, rounded net plus its tax for net rows. */
export function opportunity(rows: readonly ProductRow[]): string {
	return rows
		.reduce((sum, row) => {
			if (row.taxIncluded === 'Y') return sum.plus(new Big(row.price).times(row.quantity).round(2));
			const net = new Big(row.priceExclusive).times(row.quantity).round(2);
			return sum.plus(net).plus(
				net
					.times(row.taxRate ?? 0)
					.div(100)
					.round(2),
			);
		}, new Big(0))
		.toFixed();
}

/** Bitrix24 knows a percent or "without VAT"; it cannot tell "zw" from "np". */
function rateOf(vatRate: string | undefined): string | null {
	if (vatRate === undefined) return null;
	if (/^\d+$/.test(vatRate)) return vatRate;
	return vatRate.startsWith('0') ? '0' : null;
}

/** The Polish rate that the row itself cannot hold, for the deal's own field. */
export function specialRate(lines: readonly LineIn[]): string | undefined {
	return lines.map((line) => line.vatRate).find((rate) => rate !== undefined && !/^\d+$/.test(rate));
}
