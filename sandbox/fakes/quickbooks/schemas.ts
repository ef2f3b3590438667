import { z } from 'zod';

/**
 * The bodies that this company takes: names and types of Intuit's XSD, as far as callers of this sandbox may use them.
 * Unknown properties are refused, as QuickBooks refuses them (code 2010).
 */
const Text = (longest: number) => z.string().min(1).max(longest);
const Id = z.string().regex(/^\d+$/);
const Ref = z.strictObject({ value: Id, name: z.string().optional() });
const TaxCodeRef = z.strictObject({ value: z.string().regex(/^(\d+|TAX|NON)$/) });
const CurrencyRef = z.strictObject({ value: z.string().regex(/^[A-Z]{3}$/), name: z.string().optional() });
const Money = z.number().refine((value) => /^-?\d+(\.\d{1,2})?$/.test(String(value)), 'more than two decimals');
const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const Name = Text(100).regex(/^[^:\t\n]+$/);

const Address = z.strictObject({
	Line1: Text(500).optional(),
	Line2: Text(500).optional(),
	Line3: Text(500).optional(),
	Line4: Text(500).optional(),
	Line5: Text(500).optional(),
	City: Text(255).optional(),
	PostalCode: Text(30).optional(),
	Country: Text(255).optional(),
	CountrySubDivisionCode: Text(255).optional(),
});
const Email = z.strictObject({ Address: Text(100).regex(/^[^@\s]+@[^@\s]+$/) });

const Update = { Id, SyncToken: z.string(), sparse: z.literal(true), Active: z.boolean().optional() };

export const NewCustomer = z.strictObject({
	DisplayName: Name,
	CompanyName: Text(100).optional(),
	GivenName: Text(100).optional(),
	FamilyName: Text(100).optional(),
	PrimaryEmailAddr: Email.optional(),
	BillAddr: Address.optional(),
	CurrencyRef: CurrencyRef.optional(),
	PrimaryTaxIdentifier: Text(20).optional(),
	Notes: Text(2000).optional(),
});
export type NewCustomer = z.infer<typeof NewCustomer>;
export const CustomerUpdate = z.strictObject({ ...Update, DisplayName: Name.optional() });

export const NewItem = z.strictObject({
	Name,
	Type: z.enum(['Service', 'NonInventory']),
	IncomeAccountRef: Ref,
	Description: Text(4000).optional(),
	Sku: Text(100).optional(),
});
export type NewItem = z.infer<typeof NewItem>;
export const ItemUpdate = z.strictObject({ ...Update, Name });

const SalesLine = z.strictObject({
	DetailType: z.literal('SalesItemLineDetail'),
	Amount: Money,
	Description: Text(4000).optional(),
	SalesItemLineDetail: z.strictObject({
		ItemRef: Ref,
		Qty: z.number().optional(),
		UnitPrice: z.number().optional(),
		ServiceDate: Day.optional(),
		TaxCodeRef: TaxCodeRef.optional(),
		TaxInclusiveAmt: Money.optional(),
	}),
});
export type SalesLine = z.infer<typeof SalesLine>;

const TaxLine = z.strictObject({
	DetailType: z.literal('TaxLineDetail'),
	Amount: Money,
	TaxLineDetail: z.strictObject({
		TaxRateRef: Ref,
		PercentBased: z.boolean().optional(),
		TaxPercent: z.number().optional(),
		NetAmountTaxable: Money.optional(),
	}),
});

const Sales = {
	AutoDocNumber: z.boolean().optional(),
	DocNumber: Text(21).optional(),
	DepartmentRef: Ref.optional(),
	CustomerRef: Ref,
	CurrencyRef: CurrencyRef.optional(),
	ExchangeRate: z.number().positive().optional(),
	TxnDate: Day.optional(),
	SalesTermRef: Ref.optional(),
	GlobalTaxCalculation: z.enum(['TaxExcluded', 'TaxInclusive', 'NotApplicable']).optional(),
	Line: z.array(SalesLine).min(1).max(750),
	TxnTaxDetail: z
		.strictObject({ TxnTaxCodeRef: Ref.optional(), TotalTax: Money.optional(), TaxLine: z.array(TaxLine).optional() })
		.optional(),
	BillAddr: Address.optional(),
	BillEmail: Email.optional(),
	EmailStatus: z.enum(['NotSet', 'NeedToSend', 'EmailSent']).optional(),
	CustomerMemo: z.strictObject({ value: Text(1000) }).optional(),
	PrivateNote: Text(4000).optional(),
};
export const NewInvoice = z.strictObject({ ...Sales, DueDate: Day.optional() });
export const NewEstimate = z.strictObject({
	...Sales,
	ExpirationDate: Day.optional(),
	TxnStatus: z.enum(['Pending', 'Accepted', 'Rejected', 'Closed']).optional(),
});
/** Nobody pays it: no due date, no terms. */
export const NewCreditMemo = z.strictObject({ ...Sales, SalesTermRef: z.never().optional() });
export type NewDocument = z.infer<typeof NewInvoice> &
	Pick<z.infer<typeof NewEstimate>, 'ExpirationDate' | 'TxnStatus'>;

export const NewPayment = z.strictObject({
	CustomerRef: Ref,
	CurrencyRef: CurrencyRef.optional(),
	TotalAmt: Money.refine((value) => value > 0),
	TxnDate: Day.optional(),
	PaymentRefNum: Text(21).optional(),
	PrivateNote: Text(4000).optional(),
	Line: z.array(
		z.strictObject({
			Amount: Money,
			LinkedTxn: z.array(z.strictObject({ TxnId: Id, TxnType: z.literal('Invoice') })).length(1),
		}),
	),
});
export type NewPayment = z.infer<typeof NewPayment>;

/** The first part of an upload: what the second one is, and what it belongs to. */
export const NewAttachable = z.strictObject({
	FileName: Text(1000),
	ContentType: Text(100),
	Note: Text(2000).optional(),
	AttachableRef: z
		.array(
			z.strictObject({
				EntityRef: z.strictObject({ type: z.enum(['Invoice', 'Estimate', 'CreditMemo']), value: Id }),
				IncludeOnSend: z.boolean().optional(),
			}),
		)
		.length(1),
});
export type NewAttachable = z.infer<typeof NewAttachable>;

export const SettingsPatch = z
	.strictObject({
		/** `US` has its own tax model. */
		country: z.enum(['PL', 'US']),
		homeCurrency: z.string().regex(/^[A-Z]{3}$/),
		multiCurrency: z.boolean(),
		/** "Custom transaction numbers": documents have no number unless one is sent or asked for. */
		customTxnNumbers: z.boolean(),
		usingSalesTax: z.boolean(),
		/** A request id that was refused is answered with that refusal for ever; false: it may be tried again. */
		repeatsRefusals: z.boolean(),
		/** Milliseconds after which a request id is forgotten. */
		remembersMs: z.number().int().min(0),
		/** What was in the memo stays there when a document is voided. */
		keepsNoteWhenVoided: z.boolean(),
		/** Day until which the books are closed; documents of it and before are refused. */
		closedUntil: z.string(),
		/** What becomes of a tax that is sent with a document: nobody says it for every country. */
		taxOverride: z.enum(['taken', 'ignored', 'refused']),
		/** Which of its two forms a notification has. */
		webhookForm: z.enum(['cloudEvents', 'eventNotifications']),
	})
	.partial();
export type Settings = Required<z.infer<typeof SettingsPatch>>;

export const DEFAULTS: Settings = {
	country: 'PL',
	homeCurrency: 'PLN',
	multiCurrency: true,
	customTxnNumbers: false,
	usingSalesTax: true,
	repeatsRefusals: true,
	remembersMs: Number.MAX_SAFE_INTEGER,
	keepsNoteWhenVoided: true,
	closedUntil: '',
	taxOverride: 'taken',
	webhookForm: 'cloudEvents',
};
