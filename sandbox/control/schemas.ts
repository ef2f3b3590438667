import { z } from 'zod/v4';
import { TRANSPORT_FAULTS, VENDOR_FAULTS, type FaultName } from '../faults';

const amount = z.string().regex(/^-?\d+(\.\d+)?$/, 'must be a decimal number in a string, like "1200.00"');
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date like 2026-11-22');

const buyer = z.strictObject({
	name: z.string(),
	kind: z.enum(['business', 'consumer']).optional(),
	taxId: z.string().optional(),
	country: z.string().optional(),
	email: z.string().optional(),
	address: z
		.strictObject({ street: z.string().optional(), postalCode: z.string().optional(), city: z.string().optional() })
		.optional(),
});

const line = z.strictObject({
	name: z.string(),
	quantity: amount,
	unit: z.string().optional(),
	unitPrice: amount,
	priceBasis: z.enum(['net', 'gross']).optional(),
	discountPercent: amount.optional(),
	// Any text: a rate that nobody knows is one of the cases worth trying.
	vatRate: z.string().optional(),
});

const stage = z.enum(['open', 'deposit', 'phase1', 'phase2', 'invoice', 'invoiced', 'lost']);

/** A deal as the control API takes it. Buyers and texts may be wrong on purpose; types may not. */
export const dealIn = z.strictObject({
	title: z.string(),
	currency: z.string().optional(),
	stage: stage.optional(),
	notes: z.string().optional(),
	amount: amount.optional(),
	saleDate: day.optional(),
	issueOn: day.optional(),
	orderNumber: z.string().optional(),
	invoiceNumber: z.string().optional(),
	buyer: buyer.optional(),
	requisites: z.array(buyer).optional(),
	recipient: z.strictObject({ name: z.string(), taxId: z.string().optional(), role: z.string().optional() }).optional(),
	contact: z.strictObject({ name: z.string(), email: z.string().optional() }).optional(),
	paid: z.strictObject({ amount, date: day, method: z.string().optional() }).optional(),
	exemptionReason: z.string().optional(),
	customFields: z.record(z.string(), z.string()).optional(),
	lines: z.array(line).optional(),
});

export const dealPatch = dealIn.partial();

const FAULTS = [...TRANSPORT_FAULTS, ...VENDOR_FAULTS] as readonly string[];
const isFault = (name: unknown): name is FaultName =>
	typeof name === 'string' && (FAULTS.includes(name) || /^status:[1-5]\d\d$/.test(name));

export const faultOrder = z.strictObject({
	vendor: z.string().min(1),
	method: z.string().optional(),
	path: z
		.string()
		.optional()
		.meta({ description: 'Part of the path; * stands for anything, ^ for its beginning, $ for its end' }),
	fault: z
		.string()
		.refine(isFault, `must be status:<3 digits> or one of ${FAULTS.join(', ')}`)
		.transform((name) => name as FaultName)
		.meta({ description: `status:<3 digits> or one of ${FAULTS.join(', ')}` }),
	deal: z.string().min(1).optional().meta({ description: 'Only calls about this deal, told by what they carry' }),
	crm: z.string().optional().meta({ description: 'The CRM of the deal; may be left out where there is one' }),
	skip: z.int().min(0).optional().meta({ description: 'So many matching calls pass first' }),
	times: z.int().min(1).optional(),
	delayMs: z.int().min(0).optional(),
});

export const replayOrder = z.strictObject({
	crm: z.string(),
	deal: z.string(),
	copies: z.int().min(1).max(5000).default(1),
	parallel: z.int().min(1).max(500).default(1).meta({ description: 'How many at once' }),
	spreadMs: z.int().min(0).default(0).meta({ description: 'Over how long the copies are spread' }),
});

/** What each account can be set to is the fake's own business: it refuses what it does not know. */
export const accountSettings = z.record(z.string(), z.unknown());

export const payment = z.strictObject({ amount: amount.optional(), date: day.optional() });

export const clockSetting = z.strictObject({
	now: z.iso
		.datetime({ offset: true, local: true })
		.nullable()
		.meta({ description: 'The date and time that it is from now on; null: the machine’s own' }),
});

export const nothing = z.strictObject({});
