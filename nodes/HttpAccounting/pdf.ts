import { VendorError } from '../../connect/http';
import { isPdf } from '../../connect/pdfFile';
import type { HttpClient, Sending } from './client';
import { textOf, valueAt } from './description/paths';
import type { Requests } from './description/requests';

/** A document may take some seconds to be drawn after it was created. */
const PAUSES_MS = [2_000, 4_000, 8_000];
/** What systems answer meanwhile. */
const NOT_YET = new Set([202, 204, 404, 409, 422, 423, 425]);

/** The PDF, whole. Throws VendorError: what the system says, or `unavailable` when there is none after about 14 s. */
export async function downloadPdf(
	client: HttpClient,
	call: NonNullable<Requests['pdf']>,
	documentId: string,
	sleep: (ms: number) => Promise<void>,
): Promise<Buffer> {
	const sending: Sending = {
		kind: 'read',
		purpose: `fetch the PDF of document ${documentId}`,
		values: { documentId },
	};
	for (let attempt = 0; ; attempt++) {
		const response = await client.bytes(call, sending);
		const file = call.base64 === undefined ? response.body : fileIn(response.body, call.base64);
		if (response.status === 200 && isPdf(file)) return file;
		if (response.status !== 200 && !NOT_YET.has(response.status)) client.checked(response, sending);
		const pause = PAUSES_MS[attempt];
		if (pause === undefined) {
			// The system's own reason, where it gives one.
			if (response.status !== 200) client.checked(response, sending);
			throw notDrawn(client.vendor, documentId, response.status);
		}
		await sleep(pause);
	}
}

function fileIn(bytes: Buffer, path: string): Buffer {
	try {
		return Buffer.from(textOf(valueAt(JSON.parse(bytes.toString('utf8')), path)), 'base64');
	} catch {
		return Buffer.alloc(0);
	}
}

function notDrawn(vendor: string, documentId: string, status: number): VendorError {
	return new VendorError({
		vendor,
		cause: 'unavailable',
		outcome: 'notDone',
		status,
		message: `${vendor} has no whole PDF of document ${documentId} yet.`,
		advice: 'Run this step again in a minute. If it stays, check the request "pdf" in the parameter Requests.',
	});
}
