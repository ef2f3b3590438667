import Big from 'big.js';
import type { FamilyPosition } from './schemas';

/** Position and document amounts as recorded answers show them: everything is derived from gross totals. */
export interface PricedPosition extends FamilyPosition {
	total_price_net: string;
	total_price_tax: string;
	price_net: string;
	price_gross: string;
}

const TAX_NAMES: Record<string, string> = { 'n/a': 'np', na: 'np', 'nie podlega': 'np', 'not applicable': 'np' };

/** `23`, `0`, `zw`, `np`, `oo`, `disabled`; undefined for anything else. */
export function taxName(text: string): string | undefined {
	const name = text.trim().toLowerCase();
	if (['zw', 'np', 'oo', 'disabled'].includes(name)) return name;
	if (TAX_NAMES[name]) return TAX_NAMES[name];
	return /^\d{1,2}(\.\d+)?$/.test(name) ? name : undefined;
}

/** Tax within a gross amount, half up to the grosz. */
export function taxWithin(gross: Big, tax: string): Big {
	if (!/^\d/.test(tax)) return new Big(0);
	return gross.times(tax).div(new Big(100).plus(tax)).round(2, Big.roundHalfUp);
}

export function pricePosition(position: FamilyPosition, tax: string): PricedPosition {
	const gross = new Big(position.total_price_gross).round(2, Big.roundHalfUp);
	const vat = taxWithin(gross, tax);
	const quantity = new Big(position.quantity);
	const unit = (total: Big) => (quantity.eq(0) ? total : total.div(quantity).round(2, Big.roundHalfUp));
	return {
		...position,
		tax,
		total_price_gross: gross.toFixed(2),
		total_price_net: gross.minus(vat).toFixed(2),
		total_price_tax: vat.toFixed(2),
		price_gross: unit(gross).toFixed(2),
		price_net: unit(gross.minus(vat)).toFixed(2),
	};
}

/** Tax per rate from the gross sum of that rate (recorded: 10.23 at 23 % and 50 at 0 % give a tax of 1.91). */
export function documentTotals(positions: PricedPosition[]): { net: string; tax: string; gross: string } {
	const grossByTax = new Map<string, Big>();
	for (const { tax, total_price_gross } of positions)
		grossByTax.set(tax, (grossByTax.get(tax) ?? new Big(0)).plus(total_price_gross));
	const gross = [...grossByTax.values()].reduce((sum, part) => sum.plus(part), new Big(0));
	const vat = [...grossByTax].reduce((sum, [tax, part]) => sum.plus(taxWithin(part, tax)), new Big(0));
	return { net: gross.minus(vat).toFixed(2), tax: vat.toFixed(2), gross: gross.toFixed(2) };
}

/** Of a correction: what all lines come to from now on, less what they came to. */
export function correctionTotals(positions: PricedPosition[]): ReturnType<typeof documentTotals> {
	const states = (key: 'correction_before_attributes' | 'correction_after_attributes') =>
		documentTotals(positions.map((position) => pricePosition(position[key] ?? position, position.tax)));
	const [was, is] = [states('correction_before_attributes'), states('correction_after_attributes')];
	const less = (side: keyof typeof is) => new Big(is[side]).minus(was[side]).toFixed(2);
	return { net: less('net'), tax: less('tax'), gross: less('gross') };
}

/** Amounts in answers: trailing zeros cut, at least one decimal. "60.23", "81.3", "100.0". */
export function cut(amount: string): string {
	const text = new Big(amount).toFixed();
	return text.includes('.') ? text : `${text}.0`;
}
