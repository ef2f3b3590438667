import { z } from 'zod';

/** A document that changed. A hint: what is true is read from Fakturownia. */
export interface ChangedDocument {
	/** Fakturownia's number of it, digits. */
	id: string;
}

/** What Fakturownia repeats of the webhook's settings, in place of a signature. */
const Echo = z.object({ api_token: z.string() });

const DocumentId = z
	.union([z.number().int().safe(), z.string()])
	.transform(String)
	.pipe(z.string().regex(/^[1-9]\d{0,18}$/));

/** Of a document the wrapper is `deal`; of a client and of a product it is another one. */
const Deal = z.object({ deal: z.object({ external_ids: z.object({ fakturownia: DocumentId }) }) });

/** The text that proves a body; undefined: it has none. Nothing throws. */
export const echoIn = (body: unknown): string | undefined => Echo.safeParse(body).data?.api_token;

/**
 * The document that a body is about; undefined: it is about none. All else in it (amounts, names, whether it is paid)
 * is left where it is: anybody who has seen one such body could write it.
 */
export function documentIn(body: unknown): ChangedDocument | undefined {
	const id = Deal.safeParse(body).data?.deal.external_ids.fakturownia;
	return id === undefined ? undefined : { id };
}
