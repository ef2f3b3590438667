import { z } from 'zod';
import {
	commonFields,
	commonPayment,
	commonPosition,
	CurrencyCode,
	Day,
	Flag,
	Text,
} from '../fakturowniaFamily/schemas';

/** The fields that github.com/invoiceocean/API documents, of those that callers of this sandbox may use. */
const Position = z.strictObject({ ...commonPosition, additional_info: Text.optional() });

export const NewInvoice = z.strictObject({
	...commonFields,
	kind: z
		.enum([
			'vat',
			'proforma',
			'bill',
			'receipt',
			'advance',
			'final',
			'correction',
			'vat_mp',
			'invoice_other',
			'vat_margin',
			'kp',
			'kw',
			'estimate',
		])
		.default('vat'),
	lang: z.enum(['pl', 'en', 'de', 'fr', 'cz', 'ru', 'es', 'it', 'nl', 'hr']).default('en'),
	currency: CurrencyCode.default('GBP'),
	disable_tax_no_validation: Text.optional(),
	additional_info: Flag.optional(),
	additional_info_desc: Text.optional(),
	buyer_note: Text.optional(),
	positions: z.array(Position).min(1),
});
export type NewInvoice = z.infer<typeof NewInvoice>;

export const CreateBody = z.strictObject({ api_token: Text.optional(), invoice: z.record(z.string(), z.unknown()) });

export const PaymentBody = z.strictObject({
	api_token: Text.optional(),
	banking_payment: z.strictObject({
		...commonPayment,
		currency: CurrencyCode.optional(),
		description: Text.optional(),
		oid: Text.optional(),
		paid_date: Day.nullish(),
	}),
});

/** What the documentation leaves open: both answers can be played. */
export const SettingsPatch = z
	.strictObject({
		/** Whether `oid_unique` counts, as at Fakturownia. */
		enforcesOid: z.boolean(),
		/** Whether the filter by `oid` holds, or lets everything through. */
		filtersByOid: z.boolean(),
		/** Whether rows of a list show their `oid`. */
		listShowsOid: z.boolean(),
		/** Rows of a page, whatever `per_page` says; 0: as asked. */
		pageSize: z.number().int().min(0).max(100),
		/** What becomes of a rate that is no percentage: kept, refused, or silently made 0. */
		wordRates: z.enum(['kept', 'refused', 'zero']),
		/** Whether the answer to a create shows the positions. */
		answersPositions: z.boolean(),
		oldestPaymentsFirst: z.boolean(),
		pdfDelayMs: z.number().int().min(0),
	})
	.partial();
export type Settings = Required<z.infer<typeof SettingsPatch>>;
