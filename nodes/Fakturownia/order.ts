import Big from 'big.js';
import { z } from 'zod';
import type { FamilyClient } from '../../connect/fakturowniaFamily/client';
import { findByOid } from '../../connect/fakturowniaFamily/lookup';
import type { FamilyDocument } from '../../connect/fakturowniaFamily/schemas';
import { VendorError } from '../../connect/http';
import { beforeDocument } from '../../connect/notDone';
import { comparableName } from '../../invoicing/compare';
import type { Invoice } from '../../invoicing/invoice';
import { ratesAgree } from '../../invoicing/lineRates';
import { oneLine } from '../../invoicing/text';
import { documentOf } from './document';

const OrderMade = z.object({ id: z.number().int(), number: z.string().min(1) });
export type Order = z.infer<typeof OrderMade>;
export type StagedInvoice = Invoice & { order: NonNullable<Invoice['order']> };

/** The order of a deal has one reference, whichever advance or final asks for it first. */
export function orderReference({ reference }: Pick<Invoice, 'reference'>): string {
	return reference.replace(/:[^:]+:[^:]+$/, ':order:1');
}

/**
 * The order (a document of the kind `estimate`) that advances and finals are made from (README, "Dodanie faktury
 * zaliczkowej na podstawie zamówienia"): found by its own reference, or made once. One that holds anything but the
 * deal's lines and buyer of now is refused, since every later document copies it. Whatever fails here, no advance and
 * no final was made yet.
 */
export async function orderOf(client: FamilyClient, invoice: StagedInvoice): Promise<Order> {
	return beforeDocument(async () => {
		const found = await findByOid(client, orderReference(invoice), { include_positions: 'true' });
		const [order, second] = found.filter(({ kind, cancelled }) => kind === 'estimate' && cancelled !== true);
		const [gone] = found;
		if (!order && gone) throw refused(client, invoice, `its order ${gone.number} was cancelled`);
		if (order && second) throw refused(client, invoice, `${order.number} and ${second.number} are both its order`);
		if (!order) return make(client, invoice);
		const difference = differenceOf(order, invoice);
		if (difference) throw refused(client, invoice, `the order ${order.number} has ${difference} than the deal now`);
		return order;
	});
}

async function make(client: FamilyClient, invoice: StagedInvoice): Promise<Order> {
	const { lines, totals } = invoice.order;
	const whole: Invoice = { ...invoice, ...{ reference: orderReference(invoice), kind: 'proforma', lines, totals } };
	try {
		return await client.json(
			{
				kind: 'create',
				method: 'POST',
				path: '/invoices.json',
				body: { invoice: { ...documentOf(whole, client.vendor), kind: 'estimate' } },
				purpose: `enter the order of deal ${invoice.deal.id}`,
			},
			OrderMade,
		);
	} catch (error) {
		if (!(error instanceof VendorError) || error.cause_ !== 'conflict') return Promise.reject(error);
		throw stillHidden(client, invoice);
	}
}

/** What an order has other than the deal; undefined: nothing. */
function differenceOf(order: FamilyDocument, { order: ours, currency, buyer }: StagedInvoice): string | undefined {
	const positions = order.positions ?? [];
	const same =
		order.currency === currency &&
		positions.length === ours.lines.length &&
		ours.lines.every((line, index) => {
			const { name, quantity, total_price_gross: gross } = positions[index] ?? {};
			return oneLine(name ?? '') === oneLine(line.name) && isSame(quantity, line.quantity) && isSame(gross, line.gross);
		}) &&
		ratesAgree(
			ours.lines,
			positions.map(({ tax }) => tax ?? ''),
		);
	if (!same) return 'other lines';
	const number = (text: string) => text.toUpperCase().replace(/[^A-Z0-9]/g, '');
	const sameBuyer =
		comparableName(order.buyer_name ?? '') === comparableName(buyer.name) &&
		number(order.buyer_tax_no ?? '').endsWith(number(buyer.taxId?.number ?? ''));
	return sameBuyer ? undefined : 'another buyer';
}

function isSame(theirs: string | null | undefined, ours: string): boolean {
	const text = (theirs ?? '').replace(',', '.');
	return /^-?\d+(\.\d+)?$/.test(text) && new Big(text).eq(ours);
}

function refused({ vendor }: FamilyClient, { deal }: Invoice, what: string): VendorError {
	return new VendorError({
		vendor,
		cause: 'rejected',
		outcome: 'notDone',
		message: `Advances and finals of deal ${deal.id} are made from its order in ${vendor}, and ${what}.`,
		advice: `Nothing was issued. Put the deal right; or, where the deal is right, correct the advances in ${vendor} and settle the rest there by hand.`,
	});
}

/** Another run made it a moment ago, and no search shows it yet. */
function stillHidden({ vendor }: FamilyClient, { deal }: Invoice): VendorError {
	return new VendorError({
		vendor,
		cause: 'unavailable',
		outcome: 'notDone',
		message: `${vendor} has an order of deal ${deal.id} that its search does not show yet.`,
		advice: `Run this step again in a minute. If it goes on, look in ${vendor} for a deleted order of this deal.`,
	});
}
