import { z } from 'zod';

/** The types that the family's documentation gives its fields. */
export const Text = z.string();
/** Numbers, dot strings and comma strings are all documented. */
export const Money = z
	.union([z.number(), z.string().regex(/^-?\d+([.,]\d+)?$/)])
	.transform((value) => String(value).replace(',', '.'));
export const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
export const Flag = z
	.union([z.boolean(), z.literal(0), z.literal(1), z.literal('0'), z.literal('1')])
	.transform((value) => value === true || value === 1 || value === '1');
export const Id = z.number().int().positive();
export const CurrencyCode = z.string().regex(/^[A-Z]{3}$/);

/**
 * The fields of `invoice` that every brand documents. The real systems let unknown fields pass in silence; here they are
 * refused, since each is a caller's mistake.
 */
export const commonFields = {
	number: Text.nullish(),
	oid: Text.max(255).optional(),
	oid_unique: z.literal('yes').optional(),
	issue_date: Day.optional(),
	sell_date: z
		.string()
		.regex(/^\d{4}-\d{2}(-\d{2})?$/)
		.optional(),
	place: Text.optional(),
	payment_to_kind: z.union([z.number().int(), z.string().regex(/^(\d+|off|other_date)$/)]).optional(),
	payment_to: Day.optional(),
	payment_type: Text.optional(),
	department_id: Id.optional(),
	currency: CurrencyCode.default('PLN'),
	exchange_currency: CurrencyCode.optional(),
	exchange_kind: z.enum(['ecb', 'nbp', 'cbr', 'nbu', 'nbg', 'own']).optional(),
	exchange_currency_rate: Money.optional(),
	description: Text.optional(),
	internal_note: Text.optional(),
	client_id: Id.optional(),
	buyer_name: Text.optional(),
	buyer_first_name: Text.optional(),
	buyer_last_name: Text.optional(),
	buyer_company: Flag.optional(),
	buyer_tax_no: Text.optional(),
	buyer_street: Text.optional(),
	buyer_post_code: Text.optional(),
	buyer_city: Text.optional(),
	buyer_country: z
		.string()
		.regex(/^[A-Z]{2}$/)
		.optional(),
	buyer_email: Text.optional(),
};

export const commonPosition = {
	name: Text.min(1),
	quantity: Money,
	quantity_unit: Text.optional(),
	tax: z.union([z.number(), Text]).transform(String),
	total_price_gross: Money,
};

/** How a position of a correction stood, and how it stands. */
export interface PositionState {
	name: string;
	quantity: string;
	quantity_unit?: string;
	tax: string;
	total_price_gross: string;
}

export interface FamilyPosition {
	correction_before_attributes?: PositionState;
	correction_after_attributes?: PositionState;
	name: string;
	description?: string;
	additional_info?: string;
	quantity: string;
	quantity_unit?: string;
	tax: string;
	total_price_gross: string;
}

/** A document as it was asked for: what books, answers and prints know of it, whatever the brand. */
export interface FamilyInvoice extends z.infer<z.ZodObject<typeof commonFields>> {
	kind: string;
	lang: string;
	buyer_tax_no_kind?: string;
	reverse_charge?: boolean;
	split_payment?: boolean;
	exempt_tax_kind?: string;
	recipients?: { name: string; role: string }[];
	/** Of a correction: the document that it corrects. */
	invoice_id?: number;
	correction_reason?: string;
	positions: FamilyPosition[];
	/** A final's amounts, which are not those of its positions: the order less what the advances took. */
	settled?: { net: string; tax: string; gross: string };
}

/** The fields of `banking_payment` that every brand documents. */
export const commonPayment = {
	name: Text.min(1),
	price: Money,
	invoice_id: Id.nullish(),
	paid: z.boolean().optional(),
	kind: Text.optional(),
};
