import Big from 'big.js';
import type { DealLine } from '../../../invoicing/deal';
import type { PriceBasis } from '../../../invoicing/primitives';
import type { ProductRow } from '../schemas';

/** What a row costs, in the basis in which its price was typed. */
export interface PricedRow {
	row: ProductRow;
	priceBasis: PriceBasis;
	/** Tax in percent; 0 where the row has none. */
	tax: Big;
	/** Quantity × price. */
	before: Big;
	/** The same after the row's own discount. */
	after: Big;
}

const HUNDRED = new Big(100);
const CENT = new Big('0.01');

export const isNear = (one: Big, other: Big): boolean => one.minus(other).abs().lt(CENT);

/** The same value with tax, where the typed one has none in it. */
export const grossOf = ({ priceBasis, tax }: Pick<PricedRow, 'priceBasis' | 'tax'>, value: Big): Big =>
	priceBasis === 'net' ? value.times(tax.plus(HUNDRED)).div(HUNDRED) : value;

/**
 * A row of a deal's products with its money. `tax_method` says what the price means: `inclusive` is gross, `exclusive`
 * net; `none` (taxes switched off) holds no rate and counts as net. Undefined when an amount off fits neither the line
 * nor the piece: which of them Pipedrive means is not documented, so its own `sum` of the row decides.
 */
export function priced(row: ProductRow): PricedRow | undefined {
	const quantity = new Big(row.quantity);
	const before = quantity.times(row.item_price);
	const isTaxed = row.tax_method !== 'none';
	const tax = new Big(isTaxed ? row.tax : 0);
	const priceBasis: PriceBasis = row.tax_method === 'inclusive' ? 'gross' : 'net';
	const whole = { row, priceBasis, tax, before };
	const off = new Big(row.discount);
	if (off.eq(0)) return { ...whole, after: before };
	if (row.discount_type !== 'amount') return { ...whole, after: before.times(HUNDRED.minus(off)).div(HUNDRED) };
	const candidates = [before.minus(off), before.minus(off.times(quantity))];
	if (quantity.eq(1) || row.sum === undefined) return { ...whole, after: candidates[0]! };
	const sum = new Big(row.sum);
	const after = candidates.find((value) => isNear(value, sum) || isNear(grossOf(whole, value), sum));
	return after && { ...whole, after };
}

/**
 * The line as the house knows it. `after`: the line's value after all discounts, where the deal's own come on top of
 * the row's; a percentage of the row alone stays a percentage.
 */
export function toLine(priced: PricedRow, unit: string, after: Big): DealLine {
	const { row } = priced;
	return {
		id: row.id,
		name: row.name,
		description: row.comments || undefined,
		quantity: row.quantity,
		unit,
		unitPrice: new Big(row.item_price).toFixed(),
		priceBasis: priced.priceBasis,
		discount: discountOf(priced, after),
		// No method: the company works without taxes in Pipedrive, so the row holds no rate. 0 is a rate, an unclear one.
		vatRate: row.tax_method === 'none' || row.tax_method === null ? null : new Big(row.tax).toFixed(),
		annex15: false,
	};
}

function discountOf({ row, before, after: own }: PricedRow, after: Big): DealLine['discount'] {
	if (after.eq(before)) return undefined;
	if (after.eq(own) && row.discount_type !== 'amount') return { kind: 'percent', value: row.discount };
	const quantity = new Big(row.quantity);
	if (quantity.eq(0)) return undefined;
	return { kind: 'amount', value: before.minus(after).div(quantity).round(10).toFixed() };
}
