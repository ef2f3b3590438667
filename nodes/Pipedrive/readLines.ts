import Big from 'big.js';
import { VendorError } from '../../connect/http';
import type { DealLine } from '../../invoicing/deal';
import { refused } from './apiErrors';
import type { PipedriveClient } from './client';
import type { Directory } from './directory';
import { afterDealDiscounts, isSumOfRows } from './mapping/discounts';
import { priced, toLine, type PricedRow } from './mapping/lines';
import { DealDiscount, Installment, ProductRow, type DealItem } from './schemas';

/**
 * What becomes of a deal that Pipedrive itself bills over time: in installments, or with products that recur.
 * `stop`: a person decides. `atOnce`: invoiced whole, as the stage rules say; recurring products for one period.
 */
export type Billing = 'stop' | 'atOnce';

export interface Billed {
	billing: Billing;
	/** The rule's share of the deal. Whoever invoices a deal in shares has planned its installments in stage rules. */
	percent?: string;
}

/**
 * The lines of a deal with all discounts in them. Switched-off products are left out. 10 tokens for the products; 10 for
 * the discounts where the deal's value differs from the rows, 10 for installments where the plan has them and the whole
 * deal is invoiced, and 1 for each product whose unit is not known yet, at most 10 for a hundred.
 */
export async function readLines(
	client: PipedriveClient,
	directory: Directory,
	deal: DealItem,
	{ billing, percent = '100' }: Billed,
): Promise<DealLine[]> {
	const rows = (await productRows(client, deal.id)).filter((row) => row.is_enabled !== false);
	if (rows.length === 0) return [];
	if (billing === 'stop') {
		stopAtRecurring(deal, rows);
		if (new Big(percent).gte(100)) await stopAtInstallments(client, deal);
	}
	const money = rows.map((row) => priced(row) ?? throwUnclear(deal, row));
	const after = await valuesAfterDiscounts(client, deal, money);
	const ids = rows.flatMap(({ product_id: id }) => (id ? [id] : []));
	const units = await directory.units(client, ids);
	return money.map((row, at) => toLine(row, units.get(rows[at]?.product_id ?? '') ?? '', after[at] ?? row.after));
}

async function productRows(client: PipedriveClient, dealId: string): Promise<ProductRow[]> {
	const call = {
		version: 'v2',
		path: `/deals/${dealId}/products`,
		purpose: `read the products of deal ${dealId}`,
	} as const;
	return (await client.list({ ...call, query: { sort_by: 'order_nr' } }, ProductRow)).rows;
}

async function valuesAfterDiscounts(client: PipedriveClient, deal: DealItem, rows: PricedRow[]) {
	const own = rows.map(({ after }) => after);
	if (deal.value === undefined || isSumOfRows(deal.value, rows)) return own;
	const call = {
		version: 'v2',
		path: `/deals/${deal.id}/discounts`,
		purpose: `read the discounts of deal ${deal.id}`,
	} as const;
	const discounts = (await client.data(call, DealDiscount.array().nullable())) ?? [];
	// Without one the value was typed by hand; Build Invoice compares it with the lines.
	if (discounts.length === 0) return own;
	const after = afterDealDiscounts(deal.value, rows, discounts);
	if (after) return after;
	throw refused(
		`The discounts of deal ${deal.id} in Pipedrive do not lead from its products to its value of ${deal.value} ${deal.currency}.`,
		'Put the discounts into the products themselves, or correct the value of the deal, and run this step again.',
	);
}

function stopAtRecurring({ id }: DealItem, rows: readonly ProductRow[]): void {
	const recurring = rows.find((row) => row.billing_frequency && row.billing_frequency !== 'one-time');
	if (!recurring) return;
	throw refused(
		`Deal ${id} in Pipedrive has a product that is billed again and again: "${recurring.name}" (${recurring.billing_frequency}).`,
		'Move it into a deal or an invoice of its own. To invoice one period of it with the deal, set "Installments and Recurring Products" of the Pipedrive node to "Invoice at Once".',
	);
}

/** Only plans that know the contract value know installments: without it nothing is asked. */
async function stopAtInstallments(client: PipedriveClient, deal: DealItem): Promise<void> {
	if (deal.acv === null || deal.acv === undefined) return;
	const purpose = `read the installments of deal ${deal.id}`;
	const call = { version: 'v2', path: '/deals/installments', purpose } as const;
	const installments = await client
		.data({ ...call, query: { deal_ids: deal.id } }, Installment.array().nullable())
		.catch(async (error: unknown) => {
			// 402 and 415: the plan has no installments after all.
			if (error instanceof VendorError && (error.status === 402 || error.status === 415)) return null;
			return Promise.reject(error);
		});
	if (!installments || installments.length === 0) return;
	const parts = installments.map(({ amount, billing_date: day }) => `${amount} ${deal.currency} (${day})`).join(', ');
	throw refused(
		`Deal ${deal.id} in Pipedrive is to be billed in ${installments.length} installments: ${parts}.`,
		'Invoice the parts by stage rules with their shares, or remove the installments. To follow the stage rules whatever Pipedrive has planned, set "Installments and Recurring Products" of the Pipedrive node to "Invoice at Once".',
	);
}

function throwUnclear({ id }: DealItem, row: ProductRow): never {
	throw refused(
		`The discount of "${row.name}" on deal ${id} in Pipedrive is unclear: ${row.discount} off fits neither the line nor the piece by its sum of ${row.sum}.`,
		'Enter the discount in percent, or lower the price instead, and run this step again.',
	);
}
