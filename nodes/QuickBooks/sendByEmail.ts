import { VendorError } from '../../connect/http';
import type { QuickBooksClient } from './client';
import { documentIdOf, pathOf, type DocumentKey } from './documentId';
import { VENDOR } from './failures';
import { one, SalesDocument } from './schemas';

/**
 * QuickBooks' own e-mail, to the address on the document or to one other: it documents one address a call, and
 * several calls would be several e-mails. The other address travels in the query: no other place is documented.
 */
export async function sendByEmail(client: QuickBooksClient, key: DocumentKey, to: string[]): Promise<void> {
	const documentId = documentIdOf(key);
	if (to.length > 1)
		throw refusal(
			`${VENDOR} sends one e-mail to one address, not to ${to.length}.`,
			'Enter one address. Nothing was sent.',
		);
	const sent = await client.json(
		{
			kind: 'create',
			method: 'POST',
			path: `${pathOf(key.entity)}/${key.id}/send`,
			query: { sendTo: to[0] },
			// As documented: no content, and this type.
			headers: { 'Content-Type': 'application/octet-stream' },
			body: '',
			purpose: `e-mail document ${documentId}`,
		},
		one(key.entity, SalesDocument),
	);
	if (sent.EmailStatus === 'EmailSent') return;
	throw refusal(
		`${VENDOR} took the request to e-mail document ${documentId}, and does not say that it was sent.`,
		'Look at the document in QuickBooks before you send it again.',
		'unclear',
	);
}

function refusal(message: string, advice: string, outcome: 'notDone' | 'unclear' = 'notDone'): VendorError {
	return new VendorError({ vendor: VENDOR, cause: 'rejected', outcome, message, advice });
}
