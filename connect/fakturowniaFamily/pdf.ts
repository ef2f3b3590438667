import { VendorError } from '../http';
import { isPdf } from '../pdfFile';
import type { FamilyClient } from './client';
import { failureOf } from './failures';
import { idPath } from './idPath';

/** The document may take some seconds to be drawn after it was created: 422 or a web page until then. */
const PAUSES_MS = [2_000, 4_000, 8_000];

/** The PDF, whole (from %PDF to its end mark: an answer can break off half way); throws VendorError `unavailable` when it is still not drawn after about 14 s. */
export async function downloadPdf(
	client: FamilyClient,
	documentId: string,
	sleep: (ms: number) => Promise<void>,
): Promise<Buffer> {
	const purpose = `fetch the PDF of document ${documentId}`;
	const path = `/invoices/${idPath(documentId, client.vendor)}.pdf`;
	for (let attempt = 0; ; attempt++) {
		const answer = await client.bytes(path, purpose);
		if (answer.status === 200 && isPdf(answer.body)) return answer.body;
		if (answer.status !== 422 && answer.status !== 200) {
			const body = asJson(answer.body);
			throw failureOf({ ...answer, body }, { vendor: client.vendor, purpose, kind: 'read' });
		}
		const pause = PAUSES_MS[attempt];
		if (pause === undefined) throw notDrawn(client.vendor, documentId, answer.status);
		await sleep(pause);
	}
}

function asJson(bytes: Buffer): unknown {
	const text = bytes.toString('utf8');
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return text;
	}
}

function notDrawn(vendor: string, documentId: string, status: number): VendorError {
	return new VendorError({
		vendor,
		cause: 'unavailable',
		outcome: 'notDone',
		status,
		message: `${vendor} has no PDF of document ${documentId} yet.`,
		advice:
			'If the document goes to KSeF, wait until it has its KSeF number; otherwise run this step again in a minute.',
	});
}
