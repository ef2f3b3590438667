import { z } from 'zod';

/**
 * The fields of the family's answers that are used. Amounts come as text with trailing zeros cut ("60.23", "100.0");
 * the documentation's own examples show numbers in places, so both are read. Everything may be null.
 */
const Money = z.union([z.string(), z.number()]).transform(String);
const Text = z.string().nullish();

export const FamilyDocument = z.object({
	id: z.number().int(),
	number: z.string().min(1),
	kind: z.string().min(1),
	oid: Text,
	/** Carries the reference of a correction, too. */
	internal_note: Text,
	currency: z.string(),
	price_net: Money,
	price_tax: Money.nullish(),
	price_gross: Money,
	issue_date: z.string(),
	sell_date: Text,
	payment_to: Text,
	buyer_name: Text,
	buyer_tax_no: Text,
	buyer_email: Text,
	paid: Money.nullish(),
	paid_date: Text,
	cancelled: z.boolean().nullish(),
	token: Text,
	view_url: Text,
	updated_at: Text,
	/** Absent where the answer does not carry the KSeF fields at all; null: never sent. */
	gov_status: z.string().nullish(),
	gov_id: Text,
	gov_send_date: Text,
	gov_verification_link: Text,
	gov_error_messages: z.union([z.array(z.string()), z.string()]).nullish(),
	/** Absent from lists, and from some answers to a create. */
	positions: z
		.array(
			z.object({
				name: Text,
				quantity: Money.nullish(),
				quantity_unit: Text,
				tax: Money.nullish(),
				total_price_net: Money.nullish(),
				total_price_tax: Money.nullish(),
				total_price_gross: Money.nullish(),
			}),
		)
		.nullish(),
});
export type FamilyDocument = z.infer<typeof FamilyDocument>;

export const FamilyPayment = z.object({
	id: z.number().int(),
	name: Text,
	price: Money,
	invoice_id: z.number().int().nullish(),
});
export type FamilyPayment = z.infer<typeof FamilyPayment>;

/** `{"status":"ok"}`, or under HTTP 200 `{"status":"error","message":"…"}`. */
export const EmailAnswer = z.object({ status: z.string(), message: z.string().optional() });

export const FamilyCard = z.object({
	id: z.number().int(),
	name: Text,
	tax_no: Text,
	company: z.boolean().nullish(),
	deleted: z.boolean().nullish(),
	street: Text,
	post_code: Text,
	city: Text,
	country: Text,
	email: Text,
});
export type FamilyCard = z.infer<typeof FamilyCard>;

export const FamilyDepartment = z.object({ id: z.number().int(), name: Text, shortcut: Text, tax_no: Text });
export type FamilyDepartment = z.infer<typeof FamilyDepartment>;
