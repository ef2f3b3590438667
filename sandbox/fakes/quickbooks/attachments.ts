import { multipart, type Part } from '../multipart';
import { breath } from '../time';
import type { FakeRequest } from '../types';
import { attachmentAnswer } from './answers';
import { faultAnswer, missing, Refusal } from './fault';
import { parsed } from './names';
import type { Shop } from './routes';
import { NewAttachable } from './schemas';

/** Of one upload. No page of Intuit's that we know says so; programs that upload name it. */
const MOST_BYTES = 100 * 1024 * 1024;

/**
 * What programs that upload name. No list of Intuit's is known to us, nor the code of its refusal; its PHP SDK notes that
 * plain text is refused.
 */
const TYPES = [
	'application/pdf',
	'application/msword',
	'application/postscript',
	'application/rtf',
	'application/vnd.ms-excel',
	'application/vnd.oasis.opendocument.spreadsheet',
	'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
	'application/xml',
	'image/gif',
	'image/jpeg',
	'image/png',
	'image/tiff',
	'text/csv',
	'text/xml',
];

/** POST upload: one file and its description. A form that is none is refused as a whole, a file in its own answer. */
export async function uploadFile(shop: Shop, request: FakeRequest): Promise<Record<string, unknown>> {
	const { input, content } = fileIn(request);
	await breath(shop.world);
	try {
		return { AttachableResponse: [{ Attachable: attach(shop, input, content, request) }] };
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		const { Fault } = faultAnswer(error, '').body as { Fault: object };
		return { AttachableResponse: [{ Fault }] };
	}
}

function attach(shop: Shop, input: NewAttachable, content: Buffer, request: FakeRequest): Record<string, unknown> {
	const { books, world } = shop;
	if (!TYPES.includes(input.ContentType))
		throw new Refusal('6000', `Business Validation Error: Unsupported file type ${input.ContentType}`, 'ContentType');
	for (const { EntityRef } of input.AttachableRef)
		if (!books.document(EntityRef.type, EntityRef.value)) throw missing(EntityRef.value, EntityRef.type);
	const made = books.entity();
	const lag = world.fault('quickbooks', 'search-lag', request)?.delayMs ?? 0;
	// A second file of the same name is a second file.
	const attachment = { ...made, input, content, visibleFrom: new Date(made.createdAt.getTime() + lag) };
	books.attachments.push(attachment);
	return attachmentAnswer(attachment, books);
}

function fileIn(request: FakeRequest): { input: NewAttachable; content: Buffer } {
	if (request.raw.length > MOST_BYTES) throw invalid('the request is larger than 100 MB');
	const parts = multipart(request.headers['content-type'] ?? '', request.raw);
	if (!parts) throw new Refusal('2010', 'Unsupported Media Type', '', 'ValidationFault', 415);
	const [, number = ''] = /^file_metadata_(\d{1,2})$/.exec(parts[0]?.name ?? '') ?? [];
	const [metadata, file, ...more] = parts;
	if (!metadata || number === '' || file?.name !== `file_content_${number}` || more.length > 0)
		throw invalid('file_metadata and file_content of one number have to stand there, once each');
	const input = parsed(NewAttachable.safeParse(json(metadata)));
	if (file.content.length === 0) throw invalid('the file is empty');
	if (file.fileName !== input.FileName) throw invalid('FileName is not the name of the part');
	if (file.type !== input.ContentType) throw invalid('ContentType is not the type of the part');
	return { input, content: file.content };
}

function json({ type, content }: Part): unknown {
	if (type !== 'application/json') throw invalid('file_metadata is not application/json');
	try {
		return JSON.parse(content.toString('utf8')) as unknown;
	} catch {
		throw invalid('file_metadata has invalid JSON');
	}
}

const invalid = (detail: string): Refusal => new Refusal('2010', `Upload: ${detail}`);
