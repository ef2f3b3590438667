import { z } from 'zod';

/**
 * Something that stops a document, in words for a bookkeeper. `code` is stable (tests and the journal use it),
 * `field` names the place in the CRM or the setting, `text` says what is wrong and what to do, in both languages.
 */
export const Problem = z.object({
	code: z.string(),
	field: z.string(),
	text: z.object({ pl: z.string(), en: z.string() }),
});
export type Problem = z.infer<typeof Problem>;
