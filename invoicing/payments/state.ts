import Big from 'big.js';
import { z } from 'zod';
import type { IssuedInvoice } from '../invoice';
import { Amount, Currency, Day } from '../primitives';

export const PaymentStanding = z.enum(['unpaid', 'partial', 'paid', 'overdue', 'cancelled']);
export type PaymentStanding = z.infer<typeof PaymentStanding>;

/** How a document stands with its money, as the journal keeps it. */
export const PaymentFacts = z.object({
	state: PaymentStanding,
	paid: Amount,
	gross: Amount,
	dueDate: Day.optional(),
	paidOn: Day.optional(),
});
export type PaymentFacts = z.infer<typeof PaymentFacts>;

/** What a deal is told of a payment. */
export const PaymentState = z.object({
	reference: z.string(),
	number: z.string().min(1),
	state: PaymentStanding,
	paid: Amount,
	currency: Currency,
	paidOn: Day.optional(),
	/** Of the document; with it a part can be said to be "of" something. */
	gross: Amount.optional(),
	dueDate: Day.optional(),
	/** What the deal shall say; left out, it is said in plain English. */
	text: z.string().optional(),
});
export type PaymentState = z.infer<typeof PaymentState>;

type Money = Pick<IssuedInvoice, 'paid' | 'gross' | 'dueDate' | 'paidOn' | 'cancelled'>;

/** `today`: in the seller's zone. A document is overdue from the day after its due date, paid in part or not at all. */
export function paymentOf(issued: Money, today: Day): PaymentFacts {
	const { paid, gross, dueDate, paidOn } = issued;
	return {
		state: standingOf(issued, today),
		paid,
		gross,
		...(dueDate ? { dueDate } : {}),
		...(paidOn ? { paidOn } : {}),
	};
}

function standingOf({ cancelled, paid, gross, dueDate }: Money, today: Day): PaymentStanding {
	if (cancelled) return 'cancelled';
	if (new Big(paid).gte(gross)) return 'paid';
	if (dueDate !== undefined && dueDate < today) return 'overdue';
	return new Big(paid).gt(0) ? 'partial' : 'unpaid';
}

/** Whether there is something to tell. A document of which nothing was told yet stands as unpaid: so it was recorded. */
export function isNews(now: PaymentFacts, last: PaymentFacts | undefined): boolean {
	if (!last) return now.state !== 'unpaid';
	return now.state !== last.state || !new Big(now.paid).eq(last.paid);
}
