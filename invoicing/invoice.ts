import { z } from 'zod';
import { Address } from './deal';
import { GtuCode, Procedure } from './jpk';
import {
	Amount,
	Country,
	Currency,
	Day,
	Decimal,
	Discount,
	Instant,
	Kind,
	Language,
	PriceBasis,
	VatRate,
} from './primitives';

export const TaxId = z.object({
	country: Country,
	/** Without prefix, spaces or dashes. */
	number: z.string().min(1),
	/** `nip`: Polish, checksum right. `euVat`: VIES number. `other`: any other country's. */
	kind: z.enum(['nip', 'euVat', 'other']),
});
export type TaxId = z.infer<typeof TaxId>;

export const Party = z.object({
	kind: z.enum(['business', 'consumer']),
	name: z.string().min(1),
	firstName: z.string().optional(),
	lastName: z.string().optional(),
	taxId: TaxId.optional(),
	address: Address,
	emails: z.array(z.string()),
	/** The CRM's id of the client; no personal data. */
	clientId: z.string(),
});
export type Party = z.infer<typeof Party>;

/**
 * How totals come about: `perRateFromNet` sums net amounts per rate and computes the VAT of each sum;
 * `perRateFromGross` the same from gross sums; `perLine` rounds every line. Half up.
 */
export const TotalsMethod = z.enum(['perRateFromNet', 'perRateFromGross', 'perLine']);
export type TotalsMethod = z.infer<typeof TotalsMethod>;

export const InvoiceLine = z.object({
	name: z.string().min(1).max(256),
	description: z.string().optional(),
	quantity: Decimal,
	unit: z.string(),
	unitPrice: Decimal,
	priceBasis: PriceBasis,
	discount: Discount.optional(),
	vatRate: VatRate,
	/** After discount. Net, VAT and gross of all lines of a rate add up to that rate's totals exactly. */
	net: Amount,
	vat: Amount,
	gross: Amount,
	annex15: z.boolean().default(false),
	/** Group of goods and services in the VAT register. */
	gtu: GtuCode.optional(),
});
export type InvoiceLine = z.infer<typeof InvoiceLine>;

export const RateTotal = z.object({ vatRate: VatRate, net: Amount, vat: Amount, gross: Amount });
export type RateTotal = z.infer<typeof RateTotal>;

export const Totals = z.object({ net: Amount, vat: Amount, gross: Amount, byRate: z.array(RateTotal) });
export type Totals = z.infer<typeof Totals>;

export const Exchange = z.object({
	rate: Decimal,
	/** `228/A/NBP/2026`. */
	table: z.string(),
	/** Of the table. */
	date: Day,
});
export type Exchange = z.infer<typeof Exchange>;

/** An advance that a document names and takes off: as it stands in the accounting system. */
export const Settled = z.object({
	reference: z.string(),
	documentId: z.string(),
	number: z.string(),
	ksefNumber: z.string().optional(),
	issueDate: Day,
	gross: Amount,
	byRate: z.array(RateTotal),
});
export type Settled = z.infer<typeof Settled>;

/** A line of a document as the accounting system holds it, amounts after discount. */
export const DocumentLine = z.object({
	name: z.string(),
	quantity: Decimal,
	unit: z.string().default(''),
	vatRate: VatRate,
	net: Amount,
	vat: Amount,
	gross: Amount,
});
export type DocumentLine = z.infer<typeof DocumentLine>;

/** What a correction says of one line: how it stood, and how it stands from now on. */
export const CorrectionRow = z.object({ before: DocumentLine, after: DocumentLine });
export type CorrectionRow = z.infer<typeof CorrectionRow>;

/** The document that a correction corrects, and every line of it. */
export const Corrects = z.object({
	reference: z.string(),
	documentId: z.string(),
	number: z.string(),
	ksefNumber: z.string().optional(),
	issueDate: Day,
	reason: z.string().min(1),
	rows: z.array(CorrectionRow).min(1),
});
export type Corrects = z.infer<typeof Corrects>;

/** The invoice that we ask an accounting system for. The same for every system. */
export const Invoice = z.object({
	reference: z.string().min(1),
	kind: Kind,
	part: z.number().int().min(1),
	/** This document's share of the deal in percent. */
	percent: Decimal,
	deal: z.object({
		crm: z.string(),
		account: z.string(),
		id: z.string(),
		title: z.string(),
		url: z.string().optional(),
	}),
	seller: z.object({
		/** The accounting system's own id of the issuing company or department; empty: its default. */
		departmentId: z.string().default(''),
		/** The seller's name in mails. */
		name: z.string(),
	}),
	buyer: Party,
	recipient: z
		.object({ name: z.string(), taxId: TaxId.optional(), role: z.string().optional(), address: Address.optional() })
		.optional(),
	issueDate: Day,
	saleDate: Day,
	dueDate: Day,
	paymentDays: z.number().int().min(0),
	currency: Currency,
	language: Language,
	totalsMethod: TotalsMethod,
	lines: z.array(InvoiceLine).min(1),
	totals: Totals,
	/** Advance and final: the whole order of the deal, of which `totals` is a part. */
	order: z.object({ lines: z.array(InvoiceLine).min(1), totals: Totals }).optional(),
	/** Final: every advance of the order. Advance: the earlier ones, where it completes the order. */
	settles: z.array(Settled).optional(),
	exemptionReason: z.string().optional(),
	/** Marks of the whole document in the VAT register. */
	procedures: z.array(Procedure).optional(),
	notes: z.string().optional(),
	/** The customer's order number. */
	orderNumber: z.string().optional(),
	splitPayment: z.boolean(),
	/** Only on a correction: `lines` and `totals` are then the differences, which may be negative. */
	corrects: Corrects.optional(),
	/** PLN for one unit of `currency`, of the named NBP table and day; absent for PLN, and where no rate was asked for. */
	exchange: Exchange.optional(),
	/** Addresses that the document is mailed to; empty only when the client wants no e-mail. */
	mailTo: z.array(z.string()),
	/** The gate: what must be true before anything leaves. See gate.ts. */
	gate: z.enum(['ksefNumber', 'none']),
	/** Things worth a person's look that do not stop the document. */
	flags: z.array(z.string()),
	/** Hash of what an approval covers: buyer, lines, totals, currency; not the dates. */
	fingerprint: z.string(),
});
export type Invoice = z.infer<typeof Invoice>;

/**
 * Where a document stands with the tax office, in words that are the same for every system.
 * `notRequired`: the system does not send this document. `notSent`: it should go, and nobody sent it yet.
 * `pending`: on its way. `legal`: has its number. `rejected`: refused, needs a person.
 * `retry`: the office had trouble; may be sent again after a pause. `unclear`: read again, never send again.
 */
export const LegalState = z.enum(['notRequired', 'notSent', 'pending', 'legal', 'rejected', 'retry', 'unclear']);
export type LegalState = z.infer<typeof LegalState>;

/** What the accounting system made: read back from it, never from our own wishes. */
export const IssuedInvoice = z.object({
	/** `fakturownia`, `infakt`, … */
	system: z.string(),
	account: z.string(),
	documentId: z.string(),
	number: z.string(),
	reference: z.string(),
	kind: z.string(),
	currency: Currency,
	net: Amount,
	vat: Amount,
	gross: Amount,
	issueDate: Day,
	saleDate: Day.optional(),
	dueDate: Day.optional(),
	buyer: z.object({ name: z.string(), taxId: z.string(), emails: z.array(z.string()) }),
	/** VAT rate of each line as the system wrote it, a percentage or a word; left out: this answer does not tell. */
	lineRates: z.array(z.string()).optional(),
	/** Net, VAT and gross of each of our rates, where the answer told the lines and every rate is known; see `lineRates`. */
	byRate: z.array(RateTotal).optional(),
	/** The lines themselves, where the answer told them and every rate is known. */
	lines: z.array(DocumentLine).optional(),
	/** A link that the customer may open; a bearer secret of this document. */
	link: z.string().optional(),
	legal: z.object({
		state: LegalState,
		ksefNumber: z.string().optional(),
		verificationLink: z.string().optional(),
		messages: z.array(z.string()).default([]),
		/** The system's own word for it. */
		vendorState: z.string().optional(),
	}),
	paid: Amount,
	paidOn: Day.optional(),
	cancelled: z.boolean(),
	/** True when it was found, not made, by the call that returned it. */
	adopted: z.boolean().default(false),
	readAt: Instant.optional(),
});
export type IssuedInvoice = z.infer<typeof IssuedInvoice>;
