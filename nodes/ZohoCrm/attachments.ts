import { randomBytes } from 'node:crypto';
import type { PdfFile } from '../../connect/ports';
import { type ZohoClient } from './client';
import { AttachmentRow } from './schemas';

/** Uploads of a PDF may take a while. */
const UPLOAD_MS = 60_000;

/**
 * Attaches the PDF to the deal unless a file of its name is there: it holds the document's number. One request when it
 * is there, two when it is not.
 */
export async function attachOnce(client: ZohoClient, dealId: string, pdf: PdfFile): Promise<void> {
	const query = { fields: 'id,File_Name' };
	const read = { purpose: `read the attachments of deal ${dealId}` };
	const there = await client.list(`Deals/${dealId}/Attachments`, query, AttachmentRow, read);
	if (there.some((row) => sameName(row.File_Name, pdf.fileName))) return;
	const { contentType, body } = formOf(pdf);
	await client.call(
		{ method: 'POST', path: `Deals/${dealId}/Attachments`, headers: { 'Content-Type': contentType }, body },
		{ kind: 'create', purpose: `attach the PDF to deal ${dealId}`, timeoutMs: UPLOAD_MS },
	);
}

/** Whether blanks and accents are kept as they were sent is not documented. */
function sameName(one: string, other: string): boolean {
	const plain = (name: string) =>
		name
			.normalize('NFC')
			.toLowerCase()
			.replace(/[\s_+]+/g, ' ')
			.trim();
	return plain(one) === plain(other);
}

/** One part named "file" (RFC 7578); the name of the file as browsers write it. */
function formOf(pdf: PdfFile): { contentType: string; body: Buffer } {
	const boundary = `deal-to-invoice-${randomBytes(12).toString('hex')}`;
	const name = pdf.fileName.replace(/["\r\n]/g, (char) => encodeURIComponent(char));
	const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: application/pdf\r\n\r\n`;
	const body = Buffer.concat([Buffer.from(head, 'utf8'), pdf.content, Buffer.from(`\r\n--${boundary}--\r\n`, 'utf8')]);
	return { contentType: `multipart/form-data; boundary=${boundary}`, body };
}
