import Big from 'big.js';
import { z } from 'zod';

/** Only the fields that are used. Zoho sends amounts as JSON numbers; they become decimal text at once. */
/** Ids go into paths: whatever is none goes nowhere. */
const id = z.union([z.string().regex(/^\w{1,40}$/), z.number()]).transform(String);
const text = z
	.union([z.string(), z.number(), z.null()])
	.optional()
	.transform((value) => (value === null || value === undefined ? '' : String(value).trim()));
const decimal = z
	.union([z.number(), z.string().regex(/^-?\d+(\.\d+)?$/)])
	.transform((value) => new Big(String(value)).round(8).toFixed());
const decimalOrNone = z
	.union([decimal, z.null(), z.literal('')])
	.optional()
	.transform((value) => value || undefined);

const Lookup = z.object({ id, name: text, email: text });

export const Deal = z
	.object({
		id,
		Deal_Name: text,
		Stage: text,
		Pipeline: text,
		Amount: decimalOrNone,
		Currency: text,
		Description: text,
		Created_Time: text,
		Account_Name: Lookup.nullish(),
		Contact_Name: Lookup.nullish(),
		Owner: Lookup.nullish(),
		Layout: Lookup.nullish(),
	})
	.passthrough();
export type Deal = z.infer<typeof Deal>;

/** What tells where a deal stands. */
export const DealPlace = z.object({ id, Stage: text, Pipeline: text, Layout: Lookup.nullish() });
export type DealPlace = z.infer<typeof DealPlace>;

const billing = {
	Billing_Street: text,
	Billing_City: text,
	Billing_Code: text,
	Billing_Country: text,
};

export const Account = z.object({ id, Account_Name: text, ...billing }).passthrough();
export type Account = z.infer<typeof Account>;

export const Contact = z
	.object({
		id,
		First_Name: text,
		Last_Name: text,
		Email: text,
		Secondary_Email: text,
		Mailing_Street: text,
		Mailing_City: text,
		Mailing_Zip: text,
		Mailing_Country: text,
	})
	.passthrough();
export type Contact = z.infer<typeof Contact>;

/** A row of a deal's stage history: one stay in one stage. `Modified_Time`: when it was entered. */
export const HistoryRow = z.object({ id, Stage: text, Modified_Time: z.string() });
export type HistoryRow = z.infer<typeof HistoryRow>;

/** The same row in the list of all deals. The deal is null once it is deleted. */
export const DealHistoryRow = HistoryRow.extend({ Potential_Name: Lookup.nullish() });

export const EditedDeal = z.object({ id, Modified_Time: z.string() });

/** Quote or sales order in the deal's related list. Its stage lies in `Quote_Stage` or `Status`. */
export const DocumentRow = z.object({ id, Subject: text, Quote_Stage: text, Status: text });
export type DocumentRow = z.infer<typeof DocumentRow>;

/** Names of line fields come in two spellings; read whatever their case. */
const lowerCase = (value: unknown): unknown =>
	typeof value === 'object' && value !== null
		? Object.fromEntries(Object.entries(value).map(([name, held]) => [name.toLowerCase(), held]))
		: value;

const LineTax = z.object({ name: text, display_name: text, percentage: decimal });

export const DocumentLine = z.preprocess(
	lowerCase,
	z.object({
		id,
		product_name: Lookup.nullish(),
		description: text,
		quantity: decimal,
		list_price: decimal,
		/** An amount off the whole line, or a percent as text: "10%". */
		discount: z.union([decimalOrNone, z.string().regex(/^\d+(\.\d+)?\s*%$/)]),
		/** After discount and tax. */
		net_total: decimalOrNone,
		line_tax: z.array(LineTax).nullish(),
	}),
);
export type DocumentLine = z.infer<typeof DocumentLine>;

/** Quote (`Quoted_Items`) or sales order (`Ordered_Items`). */
export const SalesDocument = z.object({
	id,
	Subject: text,
	Currency: text,
	Grand_Total: decimalOrNone,
	...billing,
	Quoted_Items: z.array(DocumentLine).nullish(),
	Ordered_Items: z.array(DocumentLine).nullish(),
});
export type SalesDocument = z.infer<typeof SalesDocument>;

export const ProductUnit = z.object({ id, Usage_Unit: text });

export const Note = z.object({ id, Note_Content: text });

export const AttachmentRow = z.object({ id, File_Name: text });

export const Pipelines = z.object({
	pipeline: z.array(
		z.object({
			display_value: text,
			actual_value: text,
			default: z.boolean().nullish(),
			maps: z.array(
				z.object({
					display_value: text,
					actual_value: text,
					sequence_number: z.number().nullish(),
					forecast_type: text,
				}),
			),
		}),
	),
});
export type Pipelines = z.infer<typeof Pipelines>;

export const Layouts = z.object({ layouts: z.array(z.object({ id, name: text, status: text })) });

export const Fields = z.object({
	fields: z.array(z.object({ id, api_name: z.string(), field_label: text, data_type: text })),
});
export type FieldMeta = z.infer<typeof Fields>['fields'][number];

export const Modules = z.object({ modules: z.array(z.object({ id })).min(1) });

export const Org = z.object({ org: z.tuple([z.object({ zgid: id, iso_code: text })]).rest(z.unknown()) });

export const Users = z.object({
	users: z.array(z.object({ id: id.nullish(), full_name: text, profile: z.object({ name: text }).nullish() })),
});

export const Channels = z.object({
	watch: z.array(z.object({ channel_id: id, notify_url: text, token: text, channel_expiry: text })),
	info: z.object({ more_records: z.boolean().nullish() }).nullish(),
});
export type Channel = z.infer<typeof Channels>['watch'][number];
