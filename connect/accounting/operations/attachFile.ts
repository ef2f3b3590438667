import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { textParameter } from '../../textParameter';
import type { Operation } from './atWork';
import { documentIdOf } from './documentId';

/** Output: `{ documentId, attached: { id, fileName, size, adopted, withEmail } }`; the binary data goes through. */
export const attachFile: Operation = async (context, itemIndex, { accounting, words }) => {
	if (!accounting.attachFile || !words.attachesFiles)
		throw stop(context, itemIndex, `${words.vendor} takes no files from here.`, 'Choose another operation.');
	const documentId = documentIdOf(context, itemIndex, words);
	const file = await fileOf(context, itemIndex, documentId, words.attachesFiles.maxBytes);
	const withEmail = context.getNodeParameter('withEmail', itemIndex, false) === true;
	const attached = await accounting.attachFile(documentId, { ...file, withEmail });
	const { binary } = context.getInputData()[itemIndex] ?? {};
	return { json: { documentId, attached: { ...attached } }, ...(binary ? { binary } : {}) };
};

async function fileOf(
	context: IExecuteFunctions,
	itemIndex: number,
	documentId: string,
	maxBytes: number,
): Promise<{ fileName: string; mimeType: string; content: Buffer }> {
	const name = z.string().trim().min(1);
	const property = textParameter(context, 'binaryPropertyName', itemIndex, name, 'Input Binary Field');
	const refuse = (message: string, description: string) =>
		stop(context, itemIndex, `${message} Nothing was attached to document ${documentId}.`, description);
	const binary = context.getInputData()[itemIndex]?.binary?.[property];
	if (!binary)
		throw refuse(
			`There is no file in the field "${property}".`,
			`Put the step that fetches the file before this one, and its output field into "Input Binary Field" (now "${property}").`,
		);
	// Where n8n tells the size, a file that is too large is not even read.
	const content =
		(binary.bytes ?? 0) > maxBytes ? undefined : await context.helpers.getBinaryDataBuffer(itemIndex, property);
	if (content?.length === 0)
		throw refuse(
			`The file in the field "${property}" is empty.`,
			'Look at the output of the step that fetches the file: it holds a name and no content.',
		);
	if (!content || content.length > maxBytes)
		throw refuse(
			`The file in the field "${property}" is larger than ${Math.floor(maxBytes / 1024 / 1024)} MB.`,
			'Make it smaller, or attach it by hand.',
		);
	const extension = binary.fileExtension ? `.${binary.fileExtension}` : '';
	return { fileName: binary.fileName ?? `file${extension}`, mimeType: binary.mimeType, content };
}

function stop(context: IExecuteFunctions, itemIndex: number, message: string, description: string): NodeOperationError {
	return new NodeOperationError(context.getNode(), message, { itemIndex, description });
}
