import type { Invoice, IssuedInvoice } from '../../invoicing/invoice';
import { VendorError } from '../../connect/http';
import type { HttpClient, Sending } from './client';
import { createBody } from './createBody';
import { textOf, valueAt } from './description/paths';
import type { Documents, Known } from './documents';
import { unreadable } from './failures';
import { keyOf } from './key';
import type { HttpSettings } from './settings';
import { documentOfTask } from './task';

/** A create that takes longer is lost. */
export const CREATE_TIMEOUT_MS = 30_000;

/** One create request, and the reads that its answer calls for. Only issueOnce is behind it. */
export async function createDocument(
	invoice: Invoice,
	at: { client: HttpClient; documents: Documents; settings: HttpSettings; sleep: (ms: number) => Promise<void> },
): Promise<IssuedInvoice> {
	const { client, documents, settings, sleep } = at;
	const { create } = settings.requests;
	const { reference, deal, kind, gate } = invoice;
	const values = { reference, key: keyOf(reference) };
	const sending: Sending = {
		kind: 'create',
		purpose: `issue the document for deal ${deal.id}`,
		timeoutMs: CREATE_TIMEOUT_MS,
		values,
		bodyText: createBody(invoice, settings),
		headers: create.idempotencyHeader ? { [create.idempotencyHeader]: values.key } : {},
	};
	const answer = await client.json(create, sending);
	const known = { reference, created: { kind, gate } };
	if (create.task) {
		const order = { task: create.task, values, dealId: deal.id, sleep };
		return readCreated(documents, await documentOfTask(client, answer, order), known);
	}
	if (create.documentId === undefined) return documents.issuedOf(documents.within(answer), known);
	const documentId = textOf(valueAt(answer, create.documentId));
	if (documentId !== '') return readCreated(documents, documentId, known);
	throw unreadable({ status: 200 }, client.contextOf(sending), 'no id of the document');
}

/** The document was surely made: a failed look at it leaves everything open, and never counts as a refusal. */
async function readCreated(documents: Documents, documentId: string, known: Known): Promise<IssuedInvoice> {
	try {
		return await documents.readIssued(documentId, known);
	} catch (error) {
		if (!(error instanceof VendorError)) return Promise.reject(error);
		const { vendor, message, advice, status } = error;
		return Promise.reject(
			new VendorError({ vendor, cause: 'unavailable', outcome: 'unclear', message, advice, status }),
		);
	}
}
