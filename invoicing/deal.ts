import { z } from 'zod';
import { Amount, Country, Day, Decimal, Discount, Instant, Kind, PriceBasis } from './primitives';

/**
 * A stage entry: one moment at which a deal entered a watched stage. What triggers emit; ids and times only.
 * `kind`, `part`, `percent` and `percentBefore` come from the stage rule that fired.
 */
export const StageEntry = z.object({
	/** Our key for the document that this entry asks for; see reference.ts. */
	reference: z.string().min(1),
	crm: z.string(),
	/** The CRM account: portal host, hub id, company domain. */
	account: z.string(),
	dealId: z.string(),
	/** The CRM's own id of the stage history row, where it has one. */
	entryId: z.string().optional(),
	pipelineId: z.string().optional(),
	stageId: z.string(),
	enteredAt: Instant,
	kind: Kind,
	/** 1 for a rule without parts. */
	part: z.number().int().min(1),
	/** This rule's share of the deal; "100" when the whole deal is invoiced at once. */
	percent: Decimal,
	/** Sum of the shares of the lower parts. */
	percentBefore: Decimal,
	/** Advance: the gross amount that came in and its day. Left out: the deal's own fields say it, else the share proposes it. */
	received: z.object({ amount: Amount, day: Day }).optional(),
	/** Correction: the issued document that it corrects. */
	corrects: z
		.object({
			reference: z.string().min(1),
			documentId: z.string().min(1),
			/** The content that the person confirmed (correction/content.ts), and why. */
			key: z.string().optional(),
			reason: z.string().max(256).optional(),
		})
		.optional(),
	/** Recurring: the period that the document is for, both days included. */
	period: z.object({ from: Day, to: Day }).optional(),
});
export type StageEntry = z.infer<typeof StageEntry>;

export const Address = z.object({
	street: z.string().default(''),
	postalCode: z.string().default(''),
	city: z.string().default(''),
	/** Country code; empty when the CRM holds none that we understand. */
	country: Country.or(z.literal('')).default(''),
});
export type Address = z.infer<typeof Address>;

/** A party as the CRM holds it: raw, not yet checked. */
export const DealParty = z.object({
	/** The CRM's id of this requisite, company or contact. */
	id: z.string(),
	/** True when the deal itself names this one as the buyer. */
	chosen: z.boolean(),
	name: z.string(),
	firstName: z.string().optional(),
	lastName: z.string().optional(),
	/** What the CRM says; `unknown` when nothing but a missing tax number speaks for a consumer. */
	kind: z.enum(['business', 'consumer', 'unknown']),
	/** As typed in the CRM: may hold a country prefix, spaces, dashes. */
	taxId: z.string().optional(),
	address: Address,
	emails: z.array(z.string()),
	/** The CRM's id of the client (company, else contact): the journal's `client`. */
	clientId: z.string(),
});
export type DealParty = z.infer<typeof DealParty>;

export const DealContact = z.object({
	id: z.string(),
	name: z.string(),
	emails: z.array(z.string()),
	primary: z.boolean(),
});
export type DealContact = z.infer<typeof DealContact>;

export const DealLine = z.object({
	id: z.string(),
	name: z.string(),
	description: z.string().optional(),
	quantity: Decimal,
	unit: z.string().default(''),
	/** In the deal's currency, before discount, in `priceBasis`. The side that the user typed. */
	unitPrice: Decimal,
	priceBasis: PriceBasis,
	discount: Discount.optional(),
	/** The CRM's rate in percent ("23", "0"), or a Polish rate name where the CRM holds one; null: no rate. */
	vatRate: z.string().nullable(),
	/** Line is goods of annex 15 (split payment). */
	annex15: z.boolean().default(false),
});
export type DealLine = z.infer<typeof DealLine>;

/** What our own fields and notes on the deal already say. */
export const DealRecord = z.object({
	number: z.string().optional(),
	documentId: z.string().optional(),
	reference: z.string().optional(),
	status: z.string().optional(),
	/** References whose note is already on the deal. */
	noted: z.array(z.string()).default([]),
});
export type DealRecord = z.infer<typeof DealRecord>;

/** The whole deal, the same shape from every CRM. */
export const Deal = z.object({
	crm: z.string(),
	account: z.string(),
	id: z.string(),
	title: z.string(),
	url: z.string().optional(),
	stage: z.object({ id: z.string(), name: z.string(), outcome: z.enum(['open', 'won', 'lost']) }),
	/**
	 * Where the deal stands now, seen from the stage entry that asked for the document:
	 * still in the stage, moved on, moved back, lost, or in another pipeline.
	 */
	standing: z.enum(['inStage', 'movedOn', 'movedBack', 'lost', 'elsewhere']),
	/** As the CRM holds it, in capitals; whether it is one is a question for a person, not a broken document. */
	currency: z.string(),
	/** The CRM's own amount of the deal; absent when it holds none. */
	amount: Decimal.optional(),
	/** Candidates for the buyer: every requisite of the client, or the client itself. Empty: no client on the deal. */
	buyers: z.array(DealParty),
	recipient: z
		.object({
			name: z.string(),
			taxId: z.string().optional(),
			role: z.string().optional(),
			address: Address.optional(),
		})
		.optional(),
	contacts: z.array(DealContact),
	lines: z.array(DealLine),
	notes: z.string().optional(),
	owner: z.object({ name: z.string(), email: z.string().optional() }).optional(),
	createdDay: Day.optional(),
	/** Every custom field of the deal, by its CRM name, as text. */
	customFields: z.record(z.string(), z.string()),
	record: DealRecord,
});
export type Deal = z.infer<typeof Deal>;
