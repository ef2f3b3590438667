import Big from 'big.js';
import { z } from 'zod';

/** Bitrix24 sends numbers as numbers or as text, by method. Amounts become decimal text at once. */
const id = z.union([z.number(), z.string()]).transform((value) => String(value));
const text = z
	.union([z.string(), z.number(), z.null()])
	.optional()
	.transform((value) => (value === null || value === undefined ? '' : String(value)));
const decimalText = z.union([z.number(), z.string().regex(/^-?\d+(\.\d+)?$/)]).transform(asDecimal);
const decimal = z.union([decimalText, z.null(), z.literal('')]).transform((value) => value || '0');
const rate = z.union([decimalText, z.null(), z.literal('')]).transform((value) => (value === '' ? null : value));

function asDecimal(value: number | string): string {
	return new Big(String(value)).round(8).toFixed();
}

export const StageHistory = z.object({
	items: z.array(
		z.object({
			ID: id,
			OWNER_ID: id,
			CREATED_TIME: z.string(),
			CATEGORY_ID: id,
			STAGE_ID: z.string(),
		}),
	),
});

export type StageHistory = z.infer<typeof StageHistory>;

export const Categories = z.object({ categories: z.array(z.object({ id, name: z.string() })) });

export const Statuses = z.array(
	z.object({
		STATUS_ID: z.string(),
		NAME: z.string(),
		SORT: z.union([z.number(), z.string()]).transform(Number),
		SEMANTICS: z.string().nullish(),
	}),
);
export type Statuses = z.infer<typeof Statuses>;

const MultiField = z.object({ typeId: z.string(), valueType: z.string().optional(), value: z.string() });

/** A deal, `crm.item.get` with `useOriginalUfNames`. Custom fields stay beside the named ones. */
export const DealItem = z
	.object({
		id,
		title: text,
		stageId: z.string(),
		categoryId: id,
		stageSemanticId: z.string().nullish(),
		opportunity: decimal,
		currencyId: z.string().nullish(),
		companyId: id.nullish(),
		contactId: id.nullish(),
		comments: text,
		createdTime: z.string().nullish(),
	})
	.passthrough();
export type DealItem = z.infer<typeof DealItem>;

export const Company = z.object({ id, title: text, fm: z.array(MultiField).default([]) }).passthrough();
export type Company = z.infer<typeof Company>;

export const Contact = z.object({ id, name: text, lastName: text, fm: z.array(MultiField).default([]) }).passthrough();
export type Contact = z.infer<typeof Contact>;

/** A list of deals that asked for nothing but their ids. */
export const DealIds = z.object({ items: z.array(z.object({ id })) });

/** `{item: …}` around what crm.item.get and crm.item.update answer. */
export const itemOf = <S extends z.ZodTypeAny>(item: S) => z.object({ item });

export const ProductRows = z.object({
	productRows: z.array(
		z.object({
			id,
			productName: text,
			quantity: decimal,
			price: decimal,
			priceExclusive: decimal,
			priceNetto: decimal,
			priceBrutto: decimal,
			discountTypeId: id.nullish(),
			discountRate: decimal,
			taxRate: rate,
			taxIncluded: z.string().nullish(),
			measureName: text,
		}),
	),
});
export type ProductRow = z.infer<typeof ProductRows>['productRows'][number];

export const RequisiteLink = z.object({ REQUISITE_ID: id });

export const Requisite = z.object({
	ID: id,
	ENTITY_TYPE_ID: id,
	ENTITY_ID: id,
	PRESET_ID: text,
	ADDRESS_ONLY: z.string().nullish(),
	RQ_NAME: text,
	RQ_COMPANY_NAME: text,
	RQ_COMPANY_FULL_NAME: text,
	RQ_FIRST_NAME: text,
	RQ_LAST_NAME: text,
	RQ_INN: text,
	RQ_VAT_ID: text,
	RQ_EMAIL: text,
});
export type Requisite = z.infer<typeof Requisite>;

export const Presets = z.array(z.object({ ID: id, XML_ID: text }));

export const Addresses = z.array(
	z.object({
		TYPE_ID: id,
		ENTITY_TYPE_ID: id,
		ENTITY_ID: id,
		ADDRESS_1: text,
		ADDRESS_2: text,
		CITY: text,
		POSTAL_CODE: text,
		COUNTRY: text,
		COUNTRY_CODE: text,
	}),
);
export type AddressRow = z.infer<typeof Addresses>[number];

export const DealContacts = z.array(z.object({ CONTACT_ID: id, IS_PRIMARY: z.string() }));

export const Comments = z.array(z.object({ ID: id, COMMENT: text }));

export const Users = z.array(z.object({ NAME: text, LAST_NAME: text, EMAIL: text }));

export const Profile = z.object({ ID: id, ADMIN: z.boolean().optional(), NAME: text, LAST_NAME: text });

export const FieldTypes = z.object({
	fields: z.record(
		z.string(),
		z
			.object({
				type: z.string(),
				title: text,
				items: z.array(z.object({ ID: id, VALUE: text })).optional(),
			})
			.passthrough(),
	),
});
export type FieldTypes = z.infer<typeof FieldTypes>['fields'];

export const UserFields = z.array(z.object({ FIELD_NAME: z.string() }));

export const EventHandlerRows = z.array(z.object({ event: z.string(), handler: z.string() }));
