import { z } from 'zod';

export const SettingsPatch = z
	.strictObject({
		/** Whether the generic system keeps idempotency keys; the others have ways of their own. */
		keys: z.boolean(),
		/** Milliseconds in which a new document has no PDF yet. */
		pdfDelayMs: z.number().int().min(0),
		/** Milliseconds from an order to its document, where a system takes orders. */
		taskDelayMs: z.number().int().min(0),
		/** Milliseconds from sending to KSeF to the number. */
		ksefDelayMs: z.number().int().min(0),
	})
	.partial();
export type Settings = Required<z.infer<typeof SettingsPatch>>;

export const DEFAULTS: Settings = { keys: true, pdfDelayMs: 0, taskDelayMs: 0, ksefDelayMs: 0 };
