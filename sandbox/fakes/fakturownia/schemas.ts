import { z } from 'zod';
import {
	commonFields,
	commonPayment,
	commonPosition,
	Flag,
	Id,
	Money,
	Text,
	type FamilyPosition,
} from '../fakturowniaFamily/schemas';

/** What POST /invoices.json takes: the documented fields that callers of this sandbox may use, with their documented types. */
const State = (kind: string) =>
	z.strictObject({ ...commonPosition, kind: z.literal(kind), code: Text.optional(), description: Text.optional() });

const Position = z.strictObject({
	...commonPosition,
	kind: z.literal('correction').optional(),
	correction_before_attributes: State('correction_before').optional(),
	correction_after_attributes: State('correction_after').optional(),
	description: Text.optional(),
	code: Text.optional(),
	gtu_code: z
		.string()
		.regex(/^GTU_(0[1-9]|1[0-3])$/)
		.optional(),
});

const TaxNoKind = z.enum(['', 'nip_ue', 'other', 'empty', 'nip_with_id']);

const Recipient = z.strictObject({
	name: Text.min(1),
	tax_no: Text.optional(),
	tax_no_kind: TaxNoKind.optional(),
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

export const NewInvoice = z.strictObject({
	...commonFields,
	kind: z
		.enum([
			'vat',
			'proforma',
			'wdt',
			'export_products',
			'bill',
			'receipt',
			'estimate',
			'advance',
			'final',
			'correction',
		])
		.default('vat'),
	lang: z
		.string()
		.regex(/^[a-z]{2}(-[A-Z]{2})?(\/[a-z]{2}(-[A-Z]{2})?)?$/)
		.default('pl'),
	correction_reason: Text.optional(),
	invoice_id: Id.optional(),
	from_invoice_id: Id.optional(),
	exchange_note: Text.optional(),
	procedure_designations: z
		.array(
			z.enum([
				'SW',
				'EE',
				'TP',
				'TT_WNT',
				'TT_D',
				'MR_T',
				'MR_UZ',
				'I_42',
				'I_63',
				'B_SPV',
				'B_SPV_DOSTAWA',
				'B_MPV_PROWIZJA',
				'MPP',
			]),
		)
		.optional(),
	split_payment: Flag.optional(),
	reverse_charge: z.boolean().optional(),
	exempt_tax_kind: Text.optional(),
	np_tax_kind: z.enum(['export_service', 'export_service_eu', 'not_specified']).optional(),
	buyer_person: Text.optional(),
	buyer_tax_no_kind: TaxNoKind.optional(),
	buyer_phone: Text.optional(),
	buyer_jst: Flag.optional(),
	buyer_gv: Flag.optional(),
	recipients: z.array(Recipient).optional(),
	positions: z.array(Position).min(1).optional(),
	copy_invoice_from: Id.optional(),
	advance_creation_mode: z.enum(['percent', 'amount']).optional(),
	advance_value: Money.optional(),
	position_name: Text.min(1).optional(),
	invoice_ids: z.array(Id).min(1).optional(),
});
/** As it was sent; what is copied from another document is not in it yet. */
export type AskedInvoice = z.infer<typeof NewInvoice>;
export type NewInvoice = AskedInvoice & { positions: FamilyPosition[] };

export const CreateBody = z.strictObject({
	api_token: Text.optional(),
	gov_save_and_send: z.union([z.boolean(), z.literal('1'), z.literal(1)]).optional(),
	invoice: z.record(z.string(), z.unknown()),
});

export const PaymentBody = z.strictObject({
	api_token: Text.optional(),
	banking_payment: z.strictObject({ ...commonPayment, invoice_ids: z.array(Id).optional() }),
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
