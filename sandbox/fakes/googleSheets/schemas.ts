import { z } from 'zod';

/** Bodies of the calls that the fake knows. Strict, as Sheets is: an unknown name is refused. */

const values = z.array(z.array(z.union([z.string(), z.number(), z.boolean(), z.null()])));

/** int32 may come as a number or as text in protocol-buffer JSON. */
const int = z.union([z.number().int(), z.string().regex(/^\d+$/).transform(Number)]);

export const ValueRangeBody = z
	.object({ range: z.string().optional(), majorDimension: z.literal('ROWS').optional(), values })
	.strict();

export const BatchUpdateBody = z
	.object({
		valueInputOption: z.string().optional(),
		data: z.array(z.object({ range: z.string(), majorDimension: z.literal('ROWS').optional(), values }).strict()),
	})
	.strict();

export const SpreadsheetUpdateBody = z
	.object({
		requests: z
			.array(
				z
					.object({
						appendDimension: z
							.object({ sheetId: int, dimension: z.enum(['ROWS', 'COLUMNS']), length: int })
							.strict()
							.optional(),
						addSheet: z
							.object({ properties: z.object({ title: z.string().min(1) }).strict() })
							.strict()
							.optional(),
					})
					.strict()
					.refine((order) => Object.keys(order).length === 1, 'a request has one kind'),
			)
			.min(1, 'Must specify at least one request.'),
	})
	.strict();

export const CreateBody = z
	.object({
		properties: z
			.object({ title: z.string(), locale: z.string().optional(), autoRecalc: z.string().optional() })
			.strict(),
		sheets: z
			.array(
				z.object({ properties: z.object({ title: z.string(), hidden: z.boolean().optional() }).strict() }).strict(),
			)
			.optional(),
	})
	.strict();

/** Throws SyntaxError as Sheets would refuse. */
export function parseBody<S extends z.ZodTypeAny>(schema: S, raw: Buffer): z.output<S> {
	const result = schema.safeParse(raw.length === 0 ? {} : JSON.parse(raw.toString('utf8')));
	if (result.success) return result.data as z.output<S>;
	const issue = result.error.issues[0];
	throw new SyntaxError(`Invalid JSON payload received. ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
}
