import type { IssuedInvoice } from '../../invoicing/invoice';
import { multipartForm } from '../../connect/multipartForm';
import type { PdfFile } from '../../connect/ports';
import { paths } from './api';
import { understood, type HubSpotClient } from './client';
import { Created } from './schemas';

const FOLDER = '/deal-to-invoice';
/** Uploads of a PDF may take a while. */
const UPLOAD_MS = 60_000;

/**
 * Puts the PDF into HubSpot's files, where only signed-in users may open it, and answers its id. The same document has
 * the same name and replaces itself, so that a repeated upload leaves one file.
 */
export async function upload(
	client: HubSpotClient,
	dealId: string,
	issued: IssuedInvoice,
	pdf: PdfFile,
): Promise<string> {
	const purpose = `store the PDF of deal ${dealId}`;
	const fileName = nameOf(dealId, issued, pdf);
	const { contentType, body } = multipartForm(
		{
			fileName,
			folderPath: FOLDER,
			options: JSON.stringify({ access: 'PRIVATE', overwrite: true }),
		},
		{ field: 'file', fileName, contentType: 'application/pdf', content: pdf.content },
	);
	const answer = await client.call({
		kind: 'update',
		method: 'POST',
		path: paths.files(),
		headers: { 'Content-Type': contentType },
		body,
		timeoutMs: UPLOAD_MS,
		purpose,
	});
	return understood(Created, answer, purpose).id;
}

/** "FV 1-11-2026 (31415-invoice-1).pdf": the deal, the kind and the part tell two documents of the same number apart. */
function nameOf(dealId: string, { reference }: IssuedInvoice, { fileName }: PdfFile): string {
	const key = reference
		.split(':')
		.slice(-2)
		.join('-')
		.replace(/[^A-Za-z0-9-]/g, '_');
	const base = fileName.replace(/\.pdf$/i, '').replace(/[\\/:*?"<>|\r\n]/g, '-');
	return `${base} (${dealId}-${key}).pdf`;
}
