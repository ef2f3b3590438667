import { createHash } from 'node:crypto';
import { NodeOperationError, type IBinaryData, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';
import { isPdf } from '../../pdfFile';
import { optionalJsonParameter } from '../../jsonParameter';
import { textParameter } from '../../textParameter';
import { invoiceFileName } from '../../../invoicing/fileName';
import { IssuedInvoice } from '../../../invoicing/invoice';
import type { AccountingAtWork } from './atWork';
import { documentIdOf } from './documentId';

/** An n8n binary object: a reference to the store (`id`), or the bytes themselves in base64. */
const KnownBinary = z.object({ data: z.string(), mimeType: z.string(), id: z.string().optional() }).passthrough();

/** Output: `{ issued, pdf: { fileName, size, sha256 } }` and the file. Known parts are not asked for again. */
export async function getPdf(
	context: IExecuteFunctions,
	itemIndex: number,
	{ accounting, words }: AccountingAtWork,
): Promise<INodeExecutionData> {
	const property = textParameter(
		context,
		'binaryPropertyName',
		itemIndex,
		z.string().min(1),
		'Put Output File in Field',
	);
	const known = optionalJsonParameter(context, 'known', itemIndex, IssuedInvoice, 'Known Document');
	const knownPdf = optionalJsonParameter(context, 'knownPdf', itemIndex, KnownBinary, 'Known PDF');
	const documentId = known?.documentId ?? documentIdOf(context, itemIndex, words);
	const issued = known ?? (await accounting.read(documentId));
	const fileName = textParameter(context, 'fileName', itemIndex, z.string(), 'File Name') || invoiceFileName(issued);

	const content = knownPdf ? await contentOf(context, knownPdf, itemIndex) : await accounting.pdf(documentId);
	const binary = knownPdf
		? ({ ...knownPdf, fileName } as IBinaryData)
		: await context.helpers.prepareBinaryData(content, fileName, 'application/pdf');
	const sha256 = createHash('sha256').update(content).digest('hex');
	return {
		json: { documentId, issued, pdf: { fileName, size: content.length, sha256 } },
		binary: { [property]: binary },
	};
}

async function contentOf(
	context: IExecuteFunctions,
	binary: z.output<typeof KnownBinary>,
	itemIndex: number,
): Promise<Buffer> {
	const content = binary.id
		? await context.helpers.binaryToBuffer(await context.helpers.getBinaryStream(binary.id))
		: Buffer.from(binary.data, 'base64');
	if (isPdf(content)) return content;
	throw new NodeOperationError(context.getNode(), 'The parameter "Known PDF" does not hold a PDF.', {
		itemIndex,
		description: 'Use the binary field of a step of this run that fetched the PDF, or leave it empty.',
	});
}
