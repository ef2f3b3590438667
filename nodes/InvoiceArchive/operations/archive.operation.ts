import {
	NodeOperationError,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { archiveOnce, type DocumentToArchive } from '../../../connect/archive';
import { jsonParameter } from '../../../connect/jsonParameter';
import { archiveFolders, invoiceFileName, safeName } from '../../../invoicing/fileName';
import { IssuedInvoice } from '../../../invoicing/invoice';
import { DEFAULT_ROOT_NAME, driveOptions, type OpenDrive } from '../drives';

const show = { resource: ['invoice'], operation: ['archive'] };
/** What names the drive is asked for by every operation. */
const everywhere = { resource: ['invoice', 'account'], operation: ['archive', 'check'] };
const showDrive = (drive: string) => ({ ...everywhere, drive: [drive] });

export const archiveDescription: INodeProperties[] = [
	{
		displayName: 'Drive',
		name: 'drive',
		type: 'options',
		noDataExpression: true,
		options: driveOptions,
		default: 'googleDrive',
		displayOptions: { show: everywhere },
		description: 'Where the archive lies',
	},
	{
		displayName: 'Issued Invoice',
		name: 'issued',
		type: 'json',
		default: '={{ $json.issued }}',
		required: true,
		displayOptions: { show },
		description: 'The document as the accounting step returned it. Its issue date chooses the year and month folder.',
	},
	{
		displayName: 'Client Name',
		name: 'clientName',
		type: 'string',
		default: '={{ $json.issued.buyer.name }}',
		required: true,
		displayOptions: { show },
		description: 'Name of the client folder',
	},
	{
		displayName: 'Reference',
		name: 'reference',
		type: 'string',
		default: '={{ $json.issued.reference }}',
		required: true,
		displayOptions: { show },
		description: 'The key of the document. A file that carries it already is not stored a second time.',
	},
	{
		displayName: 'Input Binary Field',
		name: 'binaryPropertyName',
		type: 'string',
		default: 'data',
		required: true,
		displayOptions: { show },
		hint: 'The name of the input field that holds the PDF',
	},
	{
		displayName: 'Root Folder ID',
		name: 'rootFolder',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1AbCdEfGhIjKlMnOpQrStUvWxYz',
		displayOptions: { show: showDrive('googleDrive') },
		description:
			'The folder that holds the year folders: the last part of its address in the browser. It needs a credential with the access "All Files". Empty: a folder in My Drive, made when it is missing.',
	},
	{
		displayName: 'Root Folder Name',
		name: 'rootFolderName',
		type: 'string',
		default: DEFAULT_ROOT_NAME,
		displayOptions: { show: { ...showDrive('googleDrive'), rootFolder: [''] } },
		description: 'Name of the folder in My Drive that holds the year folders',
	},
	{
		displayName: 'File Name',
		name: 'fileName',
		type: 'string',
		default: '',
		placeholder: 'e.g. FV 1-11-2026.pdf',
		displayOptions: { show },
		description: 'Empty: made from the document number. Characters that drives refuse are replaced.',
	},
];

/** Of the document only what the archive needs. */
const Issued = IssuedInvoice.pick({ number: true, kind: true, issueDate: true });

/** Answers `{ archive: { drive, path, fileId, link, created } }`; the binary data goes through. */
export async function archiveOperation(
	context: IExecuteFunctions,
	itemIndex: number,
	openerOf: (itemIndex: number) => OpenDrive,
): Promise<INodeExecutionData> {
	const issued = jsonParameter(context, 'issued', itemIndex, Issued, 'Issued Invoice');
	const open = openerOf(itemIndex);
	const document = await documentOf(context, itemIndex, issued);
	const archive = await archiveOnce(open(itemIndex, issued.number), document);
	const { binary } = context.getInputData()[itemIndex] ?? {};
	return { json: { archive: { ...archive } }, ...(binary ? { binary } : {}), pairedItem: { item: itemIndex } };
}

async function documentOf(
	context: IExecuteFunctions,
	itemIndex: number,
	issued: { number: string; kind: string; issueDate: string },
): Promise<DocumentToArchive> {
	const client = filled(context, itemIndex, issued.number, 'clientName', 'Client Name');
	const reference = filled(context, itemIndex, issued.number, 'reference', 'Reference');
	const { content, mimeType } = await pdfOf(context, itemIndex, issued.number);
	const fileName = (context.getNodeParameter('fileName', itemIndex, '') as string).trim();
	return {
		reference,
		folders: archiveFolders({ issueDate: issued.issueDate, client }),
		fileName: fileName ? withEnding(safeName(fileName, 'Invoice', 120)) : invoiceFileName(issued),
		mimeType,
		content,
	};
}

function withEnding(name: string): string {
	return /\.pdf$/i.test(name) ? name : `${name}.pdf`;
}

function filled(context: IExecuteFunctions, itemIndex: number, number: string, name: string, label: string): string {
	const value: unknown = context.getNodeParameter(name, itemIndex, '');
	if (typeof value === 'string' && value.trim() !== '') return value.trim();
	throw stop(
		context,
		itemIndex,
		`"${label}" is empty, so ${number} cannot be filed in the archive.`,
		`Connect the output of the accounting step, or correct the expression of "${label}".`,
	);
}

async function pdfOf(
	context: IExecuteFunctions,
	itemIndex: number,
	number: string,
): Promise<{ content: Buffer; mimeType: string }> {
	const name = context.getNodeParameter('binaryPropertyName', itemIndex) as string;
	const advice = `Put the step that fetches the PDF before this one, and its output field into "Input Binary Field" (now "${name}").`;
	if (!context.getInputData()[itemIndex]?.binary?.[name])
		throw stop(context, itemIndex, `There is no PDF of ${number} in the field "${name}".`, advice);
	const content = await context.helpers.getBinaryDataBuffer(itemIndex, name);
	// An error page in place of a PDF would lie in the archive unseen for years.
	if (!content.subarray(0, 1024).includes('%PDF-'))
		throw stop(context, itemIndex, `What the field "${name}" holds for ${number} is not a PDF.`, advice);
	return { content, mimeType: 'application/pdf' };
}

function stop(context: IExecuteFunctions, itemIndex: number, message: string, description: string): NodeOperationError {
	return new NodeOperationError(context.getNode(), message, { itemIndex, description });
}
