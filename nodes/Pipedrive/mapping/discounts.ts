import Big from 'big.js';
import { distribute } from '../../../invoicing/decimal';
import type { DealDiscount } from '../schemas';
import { grossOf, isNear, type PricedRow } from './lines';

const ONE = new Big(1);
const sumOf = (values: readonly Big[]): Big => values.reduce((sum, value) => sum.plus(value), new Big(0));

/** Whether the deal's value is what its rows add up to, by Pipedrive's own sums. Then no discount lies upon the deal. */
export function isSumOfRows(value: string, rows: readonly PricedRow[]): boolean {
	return isNear(sumOf(rows.map(({ row, after }) => new Big(row.sum ?? after))), new Big(value));
}

/**
 * The rows' values after the discounts of the deal, spread over them in proportion, exact to the cent; undefined when
 * no reading of the discounts leads to the deal's value. Whether percentages are taken one after another, and whether
 * an amount comes off the net or the gross, is not documented: the value that Pipedrive shows decides.
 */
export function afterDealDiscounts(
	value: string,
	rows: readonly PricedRow[],
	discounts: readonly DealDiscount[],
): Big[] | undefined {
	const own = rows.map(({ after }) => after);
	const totals = { own: sumOf(own), gross: sumOf(rows.map((row) => grossOf(row, row.after))) };
	if (totals.own.lte(0)) return undefined;
	const shown = new Big(value);
	const share = [
		...shares(totals.own, discounts).filter(
			(part) => isNear(totals.own.times(part), shown) || isNear(totals.gross.times(part), shown),
		),
		...shares(totals.gross, discounts).filter((part) => isNear(totals.gross.times(part), shown)),
	][0];
	if (!share) return undefined;
	const exact = own.map((part) => part.times(share));
	return distribute(sumOf(exact).round(2, Big.roundHalfUp), exact);
}

/** What is left of a total, as a share of it: all discounts taken from the total itself, or one after another. */
function shares(total: Big, discounts: readonly DealDiscount[]): Big[] {
	const part = ({ type, amount }: DealDiscount, of: Big) =>
		type === 'percentage' ? of.times(amount).div(100) : new Big(amount);
	const together = discounts.reduce((left, discount) => left.minus(part(discount, total)), total);
	const inTurn = discounts.reduce((left, discount) => left.minus(part(discount, left)), total);
	return [together, inTurn].map((left) => left.div(total)).filter((left) => left.gte(0) && left.lte(ONE));
}
