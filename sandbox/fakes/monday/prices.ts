import Big from 'big.js';
import type { LineIn } from '../types';

/** What a person writes as the deal's value: the lines as typed, discounts taken off. */
export function lineSum(lines: readonly LineIn[]): string {
	return lines
		.reduce((sum, line) => {
			const kept = new Big(1).minus(new Big(line.discountPercent ?? 0).div(100));
			return sum.plus(new Big(line.quantity).times(line.unitPrice).times(kept).round(2));
		}, new Big(0))
		.toFixed();
}
