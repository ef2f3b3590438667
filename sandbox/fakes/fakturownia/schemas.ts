import { z } from 'zod';

/**
 * What POST /invoices.json takes: the documented fields that callers of this sandbox may use, with their documented
 * types. The real system lets unknown fields pass in silence; here they are refused, since each is a caller's mistake.
 */
const Text = z.string();
/** Numbers, dot strings and comma strings are all documented. */
const Money = z
	.union([z.number(), z.string().regex(/^-?\d+([.,]\d+)?$/)])
	.transform((value) => String(value).replace(',', '.'));
const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const Flag = z
	.union([z.boolean(), z.literal(0), z.literal(1), z.literal('0'), z.literal('1')])
	.transform((value) => value === true || value === 1 || value === '1');
const Id = z.number().int().positive();

export const Position = z.strictObject({
	name: Text.min(1),
	description: Text.optional(),
	code: Text.optional(),
	quantity: Money,
	quantity_unit: Text.optional(),
	tax: z.union([z.number(), Text]).transform(String),
	total_price_gross: Money,
	gtu_code: Text.optional(),
});
export type Position = z.infer<typeof Position>;

const Recipient = z.strictObject({
	name: Text.min(1),
	tax_no: Text.optional(),
	tax_no_kind: Text.optional(),
	company: Flag.optional(),
	country: Text.optional(),
	street: Text.optional(),
	post_code: Text.optional(),
	city: Text.optional(),
	email: Text.optional(),
	role: z.enum([
		'Odbiorca',
		'Dodatkowy nabywca',
		'Dokonujący płatności',
		'JST – odbiorca',
		'Członek GV – odbiorca',
		'Pracownik',
		'Rola inna',
	]),
	role_description: Text.max(25).optional(),
	participation: z.number().optional(),
});
export type Recipient = z.infer<typeof Recipient>;

export const NewInvoice = z.strictObject({
	kind: z.enum(['vat', 'proforma', 'wdt', 'export_products', 'bill', 'receipt', 'estimate']).default('vat'),
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
	currency: z
		.string()
		.regex(/^[A-Z]{3}$/)
		.default('PLN'),
	exchange_currency: z
		.string()
		.regex(/^[A-Z]{3}$/)
		.optional(),
	exchange_kind: z.enum(['ecb', 'nbp', 'cbr', 'nbu', 'nbg', 'own']).optional(),
	/** Only with `own`, which wants both. */
	exchange_currency_rate: z
		.string()
		.regex(/^\d+(\.\d+)?$/)
		.optional(),
	exchange_note: Text.optional(),
	lang: z
		.string()
		.regex(/^[a-z]{2}(-[A-Z]{2})?(\/[a-z]{2}(-[A-Z]{2})?)?$/)
		.default('pl'),
	split_payment: Flag.optional(),
	reverse_charge: z.boolean().optional(),
	exempt_tax_kind: Text.optional(),
	np_tax_kind: z.enum(['export_service', 'export_service_eu', 'not_specified']).optional(),
	description: Text.optional(),
	internal_note: Text.optional(),
	client_id: Id.optional(),
	buyer_name: Text.optional(),
	buyer_first_name: Text.optional(),
	buyer_last_name: Text.optional(),
	buyer_person: Text.optional(),
	buyer_company: Flag.optional(),
	buyer_tax_no: Text.optional(),
	buyer_tax_no_kind: z.enum(['', 'nip_ue', 'other', 'empty', 'nip_with_id']).optional(),
	buyer_street: Text.optional(),
	buyer_post_code: Text.optional(),
	buyer_city: Text.optional(),
	buyer_country: z
		.string()
		.regex(/^[A-Z]{2}$/)
		.optional(),
	buyer_email: Text.optional(),
	buyer_phone: Text.optional(),
	recipients: z.array(Recipient).optional(),
	positions: z.array(Position).min(1),
});
export type NewInvoice = z.infer<typeof NewInvoice>;

export const CreateBody = z.strictObject({
	api_token: Text.optional(),
	gov_save_and_send: z.union([z.boolean(), z.literal('1'), z.literal(1)]).optional(),
	invoice: z.record(z.string(), z.unknown()),
});

export const PaymentBody = z.strictObject({
	api_token: Text.optional(),
	banking_payment: z.strictObject({
		name: Text.min(1),
		price: Money,
		invoice_id: Id.nullish(),
		invoice_ids: z.array(Id).optional(),
		paid: z.boolean().optional(),
		kind: Text.optional(),
	}),
});

export const SettingsPatch = z
	.strictObject({
		ksef: z.enum(['off', 'auto']),
		ksefAnswer: z.enum(['ok', 'processing', 'send_error', 'server_error', 'offline']),
		/** Milliseconds from sending to KSeF's answer. */
		delayMs: z.number().int().min(0),
		/** DEMO mode of KSeF: statuses begin with `demo_`. */
		demo: z.boolean(),
		/** Milliseconds in which a new document has no PDF yet (422). */
		pdfDelayMs: z.number().int().min(0),
	})
	.partial();
export type Settings = Required<z.infer<typeof SettingsPatch>>;
