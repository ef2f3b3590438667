import { z } from 'zod';

/** What inFakt takes: the documented fields that callers of this sandbox may use, with their documented types. */
export const RATES: Record<string, string> = { '23': '23', '8': '8', '5': '5', '0': '0', zw: '0', np: '0' };
const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const Text = z.string();
const Grosze = z.number().int();

export const Body = z.strictObject({
	invoice: z.strictObject({
		payment_method: z.enum(['transfer', 'cash', 'card', 'other']),
		currency: Text.optional(),
		invoice_date: Day.optional(),
		sale_date: Day.optional(),
		payment_date: Day.optional(),
		client_company_name: Text.optional(),
		client_first_name: Text.optional(),
		client_last_name: Text.optional(),
		client_business_activity_kind: z.enum(['private_person', 'self_employed', 'other_business']).optional(),
		client_tax_code: Text.optional(),
		client_country: z.string().regex(/^[A-Z]{2}$/),
		client_street: Text.optional(),
		client_city: Text.optional(),
		client_post_code: Text.optional(),
		split_payment: z.boolean().optional(),
		split_payment_type: z.enum(['required', 'optional']).optional(),
		notes: Text.max(1000).optional(),
		services: z
			.array(
				z.strictObject({
					name: Text.min(1),
					tax_symbol: z.enum(Object.keys(RATES) as [string, ...string[]]),
					unit: Text.optional(),
					quantity: z.number().positive(),
					gross_price: Grosze,
				}),
			)
			.min(1),
	}),
});

export const Email = z.strictObject({
	print_type: z.enum(['original', 'copy', 'regular']),
	locale: z.enum(['pl', 'en', 'pe']).optional(),
	recipient: Text.email().optional(),
	send_copy: z.boolean().optional(),
});
