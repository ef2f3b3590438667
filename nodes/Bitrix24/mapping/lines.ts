import Big from 'big.js';
import type { DealLine } from '../../../invoicing/deal';
import type { PriceBasis } from '../../../invoicing/primitives';
import type { ProductRow } from '../schemas';

/**
 * Product rows → lines. The side that the user typed is the source, the other side is Bitrix24's rounded computation:
 * `taxIncluded` Y → the gross pair (`priceBrutto` before, `price` after discount), N → the net pair (`priceNetto`,
 * `priceExclusive`). `price` is gross whatever `taxIncluded` says. Rows have no currency; `priceAccount` is not ours.
 */
export function toLine(row: ProductRow): DealLine {
	const priceBasis = typedBasis(row);
	const after = new Big(priceBasis === 'gross' ? row.price : row.priceExclusive);
	const before = new Big(priceBasis === 'gross' ? row.priceBrutto : row.priceNetto);
	return {
		id: row.id,
		name: row.productName.trim(),
		quantity: row.quantity,
		unit: row.measureName.trim(),
		priceBasis,
		...pricing(row, before, after),
		// null is "without VAT": exempt or outside the tax, which only the user can tell. 0 is a rate.
		vatRate: row.taxRate,
		annex15: false,
	};
}

function typedBasis(row: ProductRow): PriceBasis {
	if (row.taxIncluded === 'Y') return 'gross';
	// Rows of old integrations: a price without its net side counts as gross, although the flag says net.
	return new Big(row.priceExclusive).eq(0) && new Big(row.price).gt(0) ? 'gross' : 'net';
}

function pricing(row: ProductRow, before: Big, after: Big): Pick<DealLine, 'unitPrice' | 'discount'> {
	// No price before discount, or one below the price after it: old rows whose parts do not fit. What was agreed is `after`.
	if (before.lte(after)) return { unitPrice: after.toFixed() };
	const percent = new Big(row.discountRate);
	if (row.discountTypeId === '2' && percent.gt(0) && fits(before, percent, after))
		return { unitPrice: before.toFixed(), discount: { kind: 'percent', value: percent.toFixed() } };
	return { unitPrice: before.toFixed(), discount: { kind: 'amount', value: before.minus(after).toFixed() } };
}

/** Whether the percent leads from one price to the other; stored prices are rounded to the grosz. */
function fits(before: Big, percent: Big, after: Big): boolean {
	const computed = before.times(new Big(100).minus(percent)).div(100);
	return computed.minus(after).abs().lte('0.01');
}
