import Big from 'big.js';
import type { LineIn } from '../types';
import { TAXES, type Row } from './books';

/**
 * A line of a quote as Zoho keeps it: a net price, an amount off the line, taxes on top, all of two decimals.
 */
export function quoteLine(line: LineIn, ids: { id: string; product: { id: string; name: string } }): Row {
	const tax = taxOf(line.vatRate);
	const percent = new Big(tax?.percentage ?? 0);
	const price = new Big(line.unitPrice);
	const total = price.times(line.quantity).round(2);
	const discount = total
		.times(line.discountPercent ?? 0)
		.div(100)
		.round(2);
	const after = total.minus(discount);
	const value = after.times(percent).div(100).round(2);
	return {
		id: ids.id,
		Product_Name: { ...ids.product, Product_Code: null },
		Description: null,
		Quantity: Number(line.quantity),
		List_Price: price.toNumber(),
		Total: total.toNumber(),
		Discount: discount.toNumber(),
		Total_After_Discount: after.toNumber(),
		Tax: value.toNumber(),
		Line_Tax: tax ? [{ percentage: tax.percentage, name: tax.name, id: tax.id, value: value.toNumber() }] : [],
		Net_Total: after.plus(value).toNumber(),
	};
}

/** Sums of a document; its own discount and adjustment come last. */
export function totals(lines: readonly Row[], off: { discount?: number; adjustment?: number } = {}): Row {
	const subTotal = lines.reduce((sum, line) => sum.plus(Number(line.Net_Total)), new Big(0));
	const { discount = 0, adjustment = 0 } = off;
	return {
		Sub_Total: subTotal.toNumber(),
		Discount: discount,
		Tax: 0,
		Adjustment: adjustment,
		Grand_Total: subTotal.minus(discount).plus(adjustment).toNumber(),
	};
}

function taxOf(vatRate: string | undefined): (typeof TAXES)[number] | undefined {
	if (vatRate === undefined) return undefined;
	const tax = TAXES.find(({ name }) => name === vatRate || name === `VAT ${vatRate}`);
	if (!tax) throw new RangeError(`The organisation has no tax "${vatRate}".`);
	return tax;
}
