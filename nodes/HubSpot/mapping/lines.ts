import Big from 'big.js';
import type { DealLine } from '../../../invoicing/deal';
import type { Discount } from '../../../invoicing/primitives';
import { refusedDeal } from '../apiErrors';
import type { Properties, Row, TaxRate } from '../schemas';
import { decimalOf } from './decimal';
import { namedRate } from './taxRate';

/** Fields of a line item; the last two are no fields of HubSpot, and read where an account has made them. */
export const LINE_PROPERTIES = [
	'name',
	'description',
	'quantity',
	'price',
	'discount',
	'hs_discount_percentage',
	'amount',
	'hs_tax_rate_group_id',
	'hs_line_item_currency_code',
	'hs_recurring_billing_start_date',
	'hs_billing_start_delay_days',
	'hs_billing_start_delay_months',
	'hs_position_on_quote',
	'd2i_vat_rate',
	'd2i_unit',
] as const;

export interface LineContext {
	dealId: string;
	/** The deal's currency. */
	currency: string;
	/** By the ids that the rows name. */
	rates: ReadonlyMap<string, TaxRate>;
	/** The day of reading, `2026-11-22`. */
	today: string;
}

/** In the order of the deal's card; rows without a position come last, by their ids. */
export function inOrder(rows: readonly Row[]): Row[] {
	const position = ({ properties }: Row) => Number(decimalOf(properties.hs_position_on_quote) ?? Infinity);
	return [...rows].sort(
		(one, other) => compare(position(one), position(other)) || compare(Number(one.id), Number(other.id)),
	);
}

/**
 * A line item → a line. `price` is net, for one, before discount; HubSpot knows no price with tax in it. A repeating row
 * stands for one period. Throws VendorError for a row that cannot be invoiced now as it stands.
 */
export function toLine(row: Row, context: LineContext): DealLine {
	const { properties } = row;
	assertCurrency(row, context);
	assertDue(row, context);
	return {
		id: row.id,
		name: textOf(properties.name),
		...(textOf(properties.description) && { description: textOf(properties.description) }),
		quantity: decimalOf(properties.quantity) ?? '0',
		unit: textOf(properties.d2i_unit),
		unitPrice: decimalOf(properties.price) ?? '0',
		priceBasis: 'net',
		...discountOf(row, context),
		vatRate: vatRateOf(properties, context),
		annex15: false,
	};
}

/** The account's own field on the row, else the tax rate that was chosen for it; none is no rate, not 0 %. */
function vatRateOf(properties: Properties, { rates }: LineContext): string | null {
	const own = textOf(properties.d2i_vat_rate);
	if (own) return own;
	const rateId = textOf(properties.hs_tax_rate_group_id);
	if (!rateId) return null;
	const rate = rates.get(rateId);
	// A name that no rate has: Build Invoice stops and shows it.
	return rate ? namedRate(rate) : `tax rate ${rateId}`;
}

/**
 * The discount that leads to the row's own amount. A row may hold a percent and an amount for one; the percent wins in
 * HubSpot's own screens. Where neither leads to `amount`, the difference is the discount, unless the amount is higher
 * than price × quantity: then nobody can tell what was agreed.
 */
function discountOf(row: Row, { dealId }: LineContext): { discount?: Discount } {
	const { properties } = row;
	const price = new Big(decimalOf(properties.price) ?? 0);
	const quantity = new Big(decimalOf(properties.quantity) ?? 0);
	const candidates: Discount[] = [
		...positive('percent', decimalOf(properties.hs_discount_percentage)),
		...positive('amount', decimalOf(properties.discount)),
	];
	const amount = decimalOf(properties.amount);
	if (amount === undefined) return candidates[0] ? { discount: candidates[0] } : {};
	const fits = (discount?: Discount) => after(price, discount).times(quantity).minus(amount).abs().lte('0.01');
	const fitting = candidates.find(fits);
	if (fitting) return { discount: fitting };
	if (fits()) return {};
	const agreed = quantity.gt(0) ? new Big(amount).div(quantity) : undefined;
	if (agreed?.gte(0) && agreed.lte(price))
		return { discount: { kind: 'amount', value: price.minus(agreed).round(8).toFixed() } };
	throw refusedDeal(
		`The product "${textOf(properties.name)}" of deal ${dealId} in HubSpot has the amount ${amount}, which is more than its price times its quantity.`,
		'Correct price, quantity or discount of this product on the deal. A repeating product is invoiced for one period: its amount has to be that of one.',
	);
}

function positive(kind: Discount['kind'], value: string | undefined): Discount[] {
	return value !== undefined && new Big(value).gt(0) ? [{ kind, value }] : [];
}

function after(price: Big, discount: Discount | undefined): Big {
	if (!discount) return price;
	if (discount.kind === 'amount') return price.minus(discount.value);
	return price.times(new Big(100).minus(discount.value)).div(100);
}

function assertCurrency({ properties }: Row, { dealId, currency }: LineContext): void {
	const own = textOf(properties.hs_line_item_currency_code).toUpperCase();
	if (own === '' || currency === '' || own === currency) return;
	throw refusedDeal(
		`The product "${textOf(properties.name)}" of deal ${dealId} in HubSpot is priced in ${own}, the deal in ${currency}.`,
		'An invoice has one currency: choose the same one for the deal and all its products.',
	);
}

/** A row whose billing begins later is not due with the rest of the deal. */
function assertDue({ properties }: Row, { dealId, today }: LineContext): void {
	const delays = [properties.hs_billing_start_delay_days, properties.hs_billing_start_delay_months];
	const start = textOf(properties.hs_recurring_billing_start_date).slice(0, 10);
	const isDelayed = delays.some((delay) => new Big(decimalOf(delay) ?? 0).gt(0));
	if (!isDelayed && !(/^\d{4}-\d{2}-\d{2}$/.test(start) && start > today)) return;
	throw refusedDeal(
		`The billing of the product "${textOf(properties.name)}" of deal ${dealId} in HubSpot begins later${start ? `, on ${start}` : ''}.`,
		'Take it off the deal and invoice it when it is due, or remove its billing start date or delay.',
	);
}

const textOf = (value: string | undefined): string => (value ?? '').trim();
const compare = (one: number, other: number): number => (one === other ? 0 : one < other ? -1 : 1);
