import { z } from 'zod';

/** What wFirma takes: the fields that callers of this sandbox may use, branches numbered. */
export const RATES: Record<string, string> = { '23': '23', '8': '8', '5': '5', '0': '0', ZW: '0', NP: '0' };
const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'Data musi być w formacie RRRR-MM-DD');
const Text = z.string();
const Decimal = z.union([z.number(), z.string().regex(/^-?\d+(\.\d+)?$/)]).transform(String);
const numbered = <T extends z.ZodTypeAny>(branch: T) => z.record(z.string().regex(/^\d+$/), branch);

const Content = z.strictObject({
	name: Text.min(1, 'Treść nie może być pusta'),
	unit: Text.optional(),
	count: Decimal,
	price: Decimal,
	vat: z.enum(Object.keys(RATES) as [string, ...string[]]),
	discount: z.union([z.literal(0), z.literal(1)]).optional(),
	discount_percent: Decimal.optional(),
});

export const Invoice = z.strictObject({
	contractor: z.strictObject({
		name: Text.min(1, 'Pole nie może być puste'),
		nip: Text.optional(),
		tax_id_type: z.enum(['nip', 'vat', 'none', 'custom']).optional(),
		street: Text.optional(),
		zip: Text.min(1, 'Pole nie może być puste'),
		city: Text.min(1, 'Pole nie może być puste'),
		country: z
			.string()
			.regex(/^[A-Z]{2}$/)
			.optional(),
		email: Text.optional(),
	}),
	contractor_receiver: z
		.strictObject({ name: Text.min(1), zip: Text, city: Text, role: z.number().optional() })
		.optional(),
	type: z.enum(['normal', 'proforma']),
	price_type: z.enum(['netto', 'brutto']),
	paymentmethod: z.enum(['transfer', 'cash']),
	date: Day,
	disposaldate: Day,
	paymentdate: Day,
	currency: Text.optional(),
	description: Text.optional(),
	split_payment: z.union([z.literal(0), z.literal(1)]).optional(),
	invoicecontents: numbered(z.strictObject({ invoicecontent: Content })),
});

export const Add = z.strictObject({ invoices: z.strictObject({ '0': z.strictObject({ invoice: Invoice }) }) });
const Condition = z.strictObject({
	condition: z.strictObject({ field: Text, operator: z.enum(['eq', 'like', 'ge', 'le']), value: Text }),
});
export const Find = z.strictObject({
	invoices: z.strictObject({
		parameters: z.strictObject({
			conditions: numbered(Condition),
			order: z.unknown(),
			page: Decimal.optional(),
			limit: Decimal.optional(),
		}),
	}),
});

export const Parameters = z.strictObject({
	invoices: z.strictObject({
		parameters: numbered(z.strictObject({ parameter: z.strictObject({ name: Text, value: Text }) })),
	}),
});

export const Payment = z.strictObject({
	payments: z.strictObject({
		'0': z.strictObject({
			payment: z.strictObject({
				object_name: z.literal('invoice'),
				object_id: Text,
				value: Decimal,
				date: Day,
			}),
		}),
	}),
});
