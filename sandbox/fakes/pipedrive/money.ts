import Big from 'big.js';
import type { DiscountRow, LineRow } from './books';

/** Whether tax that is not in the price is part of a row's sum, and of the deal's value: Pipedrive does not say. */
export interface TaxInSums {
	sum: boolean;
	value: boolean;
	/** An amount off a row comes off the whole row, or off each piece. */
	amountOff: 'line' | 'piece';
}

const afterDiscount = (line: LineRow, { amountOff }: TaxInSums): Big => {
	const before = new Big(line.quantity).times(line.itemPrice);
	if (line.discountType === 'percentage') return before.times(new Big(100).minus(line.discount)).div(100);
	return before.minus(amountOff === 'line' ? line.discount : new Big(line.discount).times(line.quantity));
};

const withTax = (line: LineRow, value: Big, isIn: boolean): Big =>
	isIn && line.taxMethod === 'exclusive' ? value.times(new Big(line.tax).plus(100)).div(100) : value;

export function sumOf(line: LineRow, rules: TaxInSums): string {
	return withTax(line, afterDiscount(line, rules), rules.sum).round(2).toFixed();
}

/** What the enabled products come to, less the discounts of the deal, each taken from the whole. */
export function valueOf(lines: readonly LineRow[], discounts: readonly DiscountRow[], rules: TaxInSums): string {
	const enabled = lines.filter((line) => line.isEnabled);
	const total = enabled.reduce(
		(sum, line) => sum.plus(withTax(line, afterDiscount(line, rules), rules.value)),
		new Big(0),
	);
	return discounts
		.reduce(
			(left, { type, amount }) => left.minus(type === 'percentage' ? total.times(amount).div(100) : amount),
			total,
		)
		.round(2)
		.toFixed();
}
