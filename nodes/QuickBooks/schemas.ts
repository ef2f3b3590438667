import { z } from 'zod';
import { Money } from './numbers';

/**
 * The fields of QuickBooks' answers that are used. Names and types: the XSD of the v3 entities that Intuit publishes
 * with its SDKs; the JSON of the API uses the same. What has no value is absent.
 */
const Text = z.string().optional();
const Id = z.string().regex(/^-?\d{1,20}$/);
const Ref = z.object({ value: z.string(), name: Text });
export type Ref = z.infer<typeof Ref>;

export const Fault = z
	.object({
		type: z.string().default(''),
		Error: z
			.array(
				z.object({
					Message: z.string().default(''),
					Detail: z.string().default(''),
					code: z.union([z.string(), z.number()]).default('').transform(String),
				}),
			)
			.optional(),
		error: z
			.array(z.object({ message: z.string().default(''), detail: z.string().default(''), code: z.coerce.string() }))
			.optional(),
	})
	.transform(({ type, Error: upper, error: lower }) => ({
		type,
		errors: upper ?? (lower ?? []).map(({ message, detail, code }) => ({ Message: message, Detail: detail, code })),
	}));
export type Fault = z.output<typeof Fault>;

const Address = z.object({ Line1: Text, Line2: Text, Line3: Text, Line4: Text, Line5: Text });

const SalesLine = z.object({
	/** Net. */
	Amount: Money.optional(),
	Description: Text,
	SalesItemLineDetail: z
		.object({
			ServiceDate: Text,
			Qty: Money.optional(),
			TaxCodeRef: Ref.optional(),
			TaxInclusiveAmt: Money.optional(),
		})
		.optional(),
});

/** An Invoice, an Estimate or a CreditMemo: all of them are sales transactions. */
export const SalesDocument = z.object({
	Id,
	SyncToken: Text,
	DocNumber: Text,
	TxnDate: z.string(),
	DueDate: Text,
	ExpirationDate: Text,
	TxnStatus: Text,
	CustomerRef: Ref,
	CurrencyRef: Ref.optional(),
	TotalAmt: Money,
	/** Invoices only; an estimate is never owed. */
	Balance: Money.optional(),
	TxnTaxDetail: z.object({ TotalTax: Money.optional() }).optional(),
	PrivateNote: Text,
	BillAddr: Address.optional(),
	BillEmail: z.object({ Address: Text }).optional(),
	EmailStatus: Text,
	InvoiceLink: Text,
	GlobalTaxCalculation: Text,
	Line: z.array(SalesLine).default([]),
	LinkedTxn: z.array(z.object({ TxnId: z.string(), TxnType: z.string() })).default([]),
	MetaData: z.object({ CreateTime: z.string() }).optional(),
});
export type SalesDocument = z.infer<typeof SalesDocument>;

export const Customer = z.object({
	Id,
	SyncToken: z.string(),
	DisplayName: z.string(),
	Active: z.boolean().default(true),
	CurrencyRef: Ref.optional(),
	/** Masked but for its end: "XXXXXX00062". */
	PrimaryTaxIdentifier: Text,
	Notes: Text,
});
export type Customer = z.infer<typeof Customer>;

export const Item = z.object({
	Id,
	SyncToken: z.string(),
	Name: z.string(),
	Active: z.boolean().default(true),
	Type: Text,
});
export type Item = z.infer<typeof Item>;

export const Payment = z.object({
	Id,
	TxnDate: z.string(),
	PrivateNote: Text,
	Line: z
		.array(z.object({ LinkedTxn: z.array(z.object({ TxnId: z.string(), TxnType: z.string() })).default([]) }))
		.default([]),
});
export type Payment = z.infer<typeof Payment>;

/** What the list of attachments holds of a file. */
export const Attachable = z.object({
	Id,
	FileName: Text,
	Size: z.coerce.number().optional(),
	AttachableRef: z
		.array(
			z.object({
				EntityRef: z.object({ type: Text, value: Text }).optional(),
				IncludeOnSend: z.boolean().optional(),
			}),
		)
		.default([]),
});
export type Attachable = z.infer<typeof Attachable>;

/** The answer to an upload of one file. A Fault in its place is found before. */
export const Uploaded = z
	.object({ AttachableResponse: z.tuple([z.object({ Attachable })]) })
	.transform(({ AttachableResponse: [{ Attachable: file }] }) => file);

export const CompanyInfo = z.object({ CompanyName: Text, LegalName: Text, Country: Text });
export type CompanyInfo = z.infer<typeof CompanyInfo>;

export const Preferences = z.object({
	CurrencyPrefs: z.object({ MultiCurrencyEnabled: z.boolean().optional(), HomeCurrency: Ref.optional() }).optional(),
	SalesFormsPrefs: z.object({ CustomTxnNumbers: z.boolean().optional() }).optional(),
	TaxPrefs: z.object({ UsingSalesTax: z.boolean().optional(), PartnerTaxEnabled: z.boolean().optional() }).optional(),
});
export type Preferences = z.infer<typeof Preferences>;

/** A tax code and the rates that it stands for on sales. */
export const TaxCode = z.object({
	Id: z.string(),
	Name: z.string(),
	SalesTaxRateList: z.object({ TaxRateDetail: z.array(z.object({ TaxRateRef: Ref })).default([]) }).default({}),
});
export type TaxCode = z.infer<typeof TaxCode>;

export const TaxRate = z.object({ Id: z.string(), RateValue: Money });
export type TaxRate = z.infer<typeof TaxRate>;

/** Entries of a list that a person chooses from: tax codes, accounts, terms. */
export const Named = z.object({ Id: z.string(), Name: z.string(), Description: Text });
export type Named = z.infer<typeof Named>;

export const ListedItem = Named.extend({ IncomeAccountRef: Ref.optional() });
export type ListedItem = z.infer<typeof ListedItem>;

/** `{"QueryResponse":{"Customer":[…]}}`; no rows: the entity's array is absent. */
export function rowsOf<S extends z.ZodTypeAny>(entity: string, row: S) {
	return z
		.object({ QueryResponse: z.object({ [entity]: z.array(row).default([]) }) })
		.transform(({ QueryResponse }) => QueryResponse[entity] as z.output<S>[]);
}

/** `{"Invoice":{…},"time":"…"}`. */
export function one<S extends z.ZodTypeAny>(entity: string, schema: S) {
	return z.object({ [entity]: schema }).transform((body) => body[entity] as z.output<S>);
}
