import { VendorError } from '../../connect/http';
import type { Invoice } from '../../invoicing/invoice';
import type { QuickBooksClient } from './client';
import { pathOf, type Entity } from './documentId';
import { QuickBooksFault, VENDOR } from './failures';
import { requestId } from './requestId';
import { one, SalesDocument } from './schemas';

/** A create that takes longer is lost; the quiet time covers it. */
export const CREATE_TIMEOUT_MS = 30_000;
/** A document that was made that long before its answer was made by an earlier request: the answer is a repeated one. */
const REPEATED_AFTER_MS = 120_000;

export interface Created {
	document: SalesDocument;
	/** QuickBooks repeated an earlier answer: the document may have changed since. */
	repeated: boolean;
}

/**
 * Asks for the document under the request id of its reference, so that QuickBooks itself makes one only.
 *
 * A definite refusal may be a repeated answer too: Intuit says that a request id is always answered alike. Nothing
 * exists under an id that was refused, so the document is asked for once more, under an id of the reference and of
 * everything that is asked for. Every later call goes the same way, first the one id, then the other.
 */
export async function create(
	client: QuickBooksClient,
	entity: Entity,
	invoice: Invoice,
	body: Record<string, unknown>,
	now: () => Date,
): Promise<Created> {
	const first = requestId('document', client.realm, invoice.reference);
	try {
		return await send(client, entity, invoice, body, first, now);
	} catch (error) {
		if (!isRefusedInput(error)) return Promise.reject(error);
	}
	const second = requestId('document', client.realm, invoice.reference, JSON.stringify(body));
	return send(client, entity, invoice, body, second, now);
}

async function send(
	client: QuickBooksClient,
	entity: Entity,
	invoice: Invoice,
	body: Record<string, unknown>,
	requestid: string,
	now: () => Date,
): Promise<Created> {
	const { data, answeredAt } = await client.answer(
		{
			kind: 'create',
			method: 'POST',
			path: pathOf(entity),
			query: { requestid },
			body,
			timeoutMs: CREATE_TIMEOUT_MS,
			purpose: `issue the document for deal ${invoice.deal.id}`,
		},
		one(entity, SalesDocument),
	);
	const madeAt = Date.parse(data.MetaData?.CreateTime ?? '');
	const age = (answeredAt ?? now().getTime()) - madeAt;
	return { document: data, repeated: Number.isNaN(age) || age > REPEATED_AFTER_MS };
}

function isRefusedInput(error: unknown): boolean {
	return error instanceof QuickBooksFault && error.outcome === 'notDone' && /validation/i.test(error.type);
}

/** The reference is used up: its document is voided or gone. */
export function usedUp(invoice: Invoice): VendorError {
	return new VendorError({
		vendor: VENDOR,
		cause: 'conflict',
		outcome: 'notDone',
		message: `${VENDOR} made the document of deal ${invoice.deal.id} before, and it has been voided or deleted since.`,
		advice: 'If there is to be a new document, choose "issue another" for this deal.',
	});
}
