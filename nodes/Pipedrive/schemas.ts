import Big from 'big.js';
import { z } from 'zod';

/** Of Pipedrive's rows only what is used. Ids become text; JSON numbers become decimal text at once. */
const id = z.union([z.number().int(), z.string()]).transform((value) => String(value));
const maybeId = id.nullish().transform((value) => value ?? undefined);
const text = z
	.string()
	.nullish()
	.transform((value) => (value ?? '').trim());
const decimal = z
	.union([z.number(), z.string().regex(/^-?\d+(\.\d+)?$/)])
	.transform((value) => new Big(String(value)).round(10).toFixed());
/** A moment as v2 and webhooks tell it (RFC 3339). */
const moment = z
	.string()
	.nullish()
	.transform((value) => value ?? undefined);
const CustomFields = z
	.record(z.string(), z.unknown())
	.nullish()
	.transform((value) => value ?? {});

/** What a list of deals and one deal have in common. */
export const DealRow = z.object({
	id,
	stage_id: id,
	pipeline_id: id,
	status: z.string(),
	add_time: z.string(),
	stage_change_time: moment,
	won_time: moment,
});
export type DealRow = z.infer<typeof DealRow>;

export const DealItem = DealRow.extend({
	title: text,
	value: decimal.nullish().transform((value) => value ?? undefined),
	currency: text,
	org_id: maybeId,
	person_id: maybeId,
	owner_id: maybeId,
	is_deleted: z.boolean().nullish(),
	/** Known from the Growth plan on, and only with products: then there may be installments. */
	acv: z.number().nullish(),
	custom_fields: CustomFields,
});
export type DealItem = z.infer<typeof DealItem>;

export const ProductRow = z.object({
	id,
	product_id: maybeId,
	name: text,
	comments: text,
	quantity: decimal,
	item_price: decimal,
	discount: decimal.nullish().transform((value) => value ?? '0'),
	discount_type: z.enum(['percentage', 'amount']).nullish(),
	tax: decimal.nullish().transform((value) => value ?? '0'),
	tax_method: z.enum(['exclusive', 'inclusive', 'none']).nullish(),
	sum: decimal.nullish().transform((value) => value ?? undefined),
	is_enabled: z.boolean().nullish(),
	billing_frequency: z.string().nullish(),
});
export type ProductRow = z.infer<typeof ProductRow>;

export const DealDiscount = z.object({ type: z.enum(['percentage', 'amount']), amount: decimal });
export type DealDiscount = z.infer<typeof DealDiscount>;

export const Installment = z.object({ id, amount: decimal, billing_date: text });

export const CatalogueProduct = z.object({ id, unit: text });

/** Parts are there only when Pipedrive understood the address; `value` is what was typed. */
export const PostalAddress = z
	.object({
		value: text,
		route: text,
		street_number: text,
		subpremise: text,
		locality: text,
		postal_code: text,
		country: text,
	})
	.nullish();
export type PostalAddress = z.infer<typeof PostalAddress>;

export const Organization = z.object({ id, name: text, address: PostalAddress, custom_fields: CustomFields });
export type Organization = z.infer<typeof Organization>;

export const Person = z.object({
	id,
	name: text,
	first_name: text,
	last_name: text,
	emails: z
		.array(z.object({ value: text, primary: z.boolean().nullish() }))
		.nullish()
		.transform((emails) => emails ?? []),
	postal_address: PostalAddress,
	custom_fields: CustomFields,
});
export type Person = z.infer<typeof Person>;

export const StageRow = z.object({
	id,
	name: text,
	pipeline_id: id,
	order_nr: z.number(),
	is_deleted: z.boolean().nullish(),
});
export type StageRow = z.infer<typeof StageRow>;

export const PipelineRow = z.object({ id, name: text, order_nr: z.number(), is_deleted: z.boolean().nullish() });

export const FieldRow = z.object({
	field_name: text,
	field_code: z.string(),
	field_type: z.string(),
	is_custom_field: z.boolean(),
});
export type FieldRow = z.infer<typeof FieldRow>;

export const Note = z.object({ content: text });

export const FileRow = z.object({ name: text, file_name: text });

export const User = z.object({ id, name: text, email: text });

export const Me = User.extend({
	company_domain: text,
	access: z
		.array(z.object({ app: z.string(), admin: z.boolean() }))
		.nullish()
		.transform((access) => access ?? []),
});

export const ChangeRow = z.object({
	field_key: z.string(),
	old_value: z.unknown(),
	new_value: z.unknown(),
	time: z.string(),
});
export type ChangeRow = z.infer<typeof ChangeRow>;

export const WebhookRow = z.object({
	id,
	subscription_url: z.string(),
	event_action: z.string(),
	event_object: z.string(),
	version: text,
	is_active: z.union([z.number(), z.boolean()]).nullish(),
	remove_time: z.string().nullish(),
});
export type WebhookRow = z.infer<typeof WebhookRow>;
