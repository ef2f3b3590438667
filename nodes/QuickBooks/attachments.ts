import { VendorError, type Outcome } from '../../connect/http';
import { multipartForm } from '../../connect/multipartForm';
import type { Attachment, NewAttachment } from '../../connect/ports';
import { cut, oneLine } from '../../invoicing/text';
import type { QuickBooksCall, QuickBooksClient } from './client';
import { documentIdOf, type DocumentKey } from './documentId';
import { VENDOR } from './failures';
import { quoted, select } from './query';
import { Attachable, rowsOf, Uploaded } from './schemas';

/**
 * Ours, not QuickBooks': programs name 100 MB for it, n8n holds the file twice while it is sent, and hardly a mailbox
 * takes a larger one.
 */
export const LARGEST_FILE_BYTES = 20 * 1024 * 1024;
/** Intuit ends a request after two minutes. */
const UPLOAD_TIMEOUT_MS = 120_000;

/**
 * Attaches a file to a document, once. QuickBooks takes no key of ours with a file and answers none that a repeat could
 * be known by, so the document's files are looked through first: one of the same name and size is this file.
 */
export async function attachOnce(client: QuickBooksClient, key: DocumentKey, file: NewAttachment): Promise<Attachment> {
	const named = { ...file, fileName: cleanName(file.fileName) };
	const there = await find(client, key, named);
	if (there) return attachment(there, key, named, { adopted: true });
	return attachment(await upload(client, key, named), key, named, { adopted: false });
}

/** One page: no document has a thousand files. */
async function find(
	client: QuickBooksClient,
	key: DocumentKey,
	{ fileName, content }: NewAttachment,
): Promise<Attachable | undefined> {
	// Spelt as in Intuit's reference: of the two names, only the first begins with a capital letter.
	const where = [
		`AttachableRef.EntityRef.Type = ${quoted(key.entity)}`,
		`AttachableRef.EntityRef.value = ${quoted(key.id)}`,
	];
	const purpose = `look for the files of document ${documentIdOf(key)}`;
	const files = await client.query(select('Attachable', where), purpose, rowsOf('Attachable', Attachable));
	// A file can be linked to several documents: both conditions have to hold of the same link.
	const same = files.filter(
		(each) => each.FileName?.normalize('NFC') === fileName && each.Size === content.length && linkOf(each, key),
	);
	return same.find((each) => linkOf(each, key)?.IncludeOnSend) ?? same[0];
}

async function upload(client: QuickBooksClient, key: DocumentKey, file: NewAttachment): Promise<Attachable> {
	const { fileName, content } = file;
	const contentType = cleanType(file.mimeType);
	const metadata = JSON.stringify(metadataOf(key, { ...file, mimeType: contentType }));
	// The two parts belong together by the number at the end of their names.
	const form = multipartForm(
		{ file_metadata_0: { contentType: 'application/json', text: metadata } },
		{ field: 'file_content_0', fileName, contentType, content },
	);
	const call: QuickBooksCall = {
		kind: 'create',
		method: 'POST',
		path: 'upload',
		headers: { 'Content-Type': form.contentType },
		body: form.body,
		timeoutMs: UPLOAD_TIMEOUT_MS,
		purpose: `attach the file ${fileName} to document ${documentIdOf(key)}`,
	};
	try {
		return await client.json(call, Uploaded);
	} catch (error) {
		return Promise.reject(lost(error));
	}
}

/** Whoever looks at once may not see a file that QuickBooks is still busy with, and would send it again. */
function lost(error: unknown): unknown {
	if (!(error instanceof VendorError) || error.outcome !== 'unclear') return error;
	const { vendor, cause_: cause, outcome, message, status, retryAfterMs } = error;
	const advice =
		'It is not known whether the file is attached. Wait three minutes, then run this step again: it looks for the file before it sends it.';
	return new VendorError({ vendor, cause, outcome, message, status, retryAfterMs, advice });
}

/** An Attachable of Intuit's schema. */
function metadataOf(key: DocumentKey, { fileName, mimeType, withEmail }: NewAttachment): Record<string, unknown> {
	const EntityRef = { type: key.entity, value: key.id };
	return { FileName: fileName, ContentType: mimeType, AttachableRef: [{ EntityRef, IncludeOnSend: withEmail }] };
}

function attachment(
	found: Attachable,
	key: DocumentKey,
	{ fileName, content, withEmail: asked }: NewAttachment,
	{ adopted }: { adopted: boolean },
): Attachment {
	const withEmail = linkOf(found, key)?.IncludeOnSend ?? asked;
	if (asked && !withEmail) throw staysBehind(fileName, key, adopted ? 'notDone' : 'unclear');
	return { id: found.Id, fileName: found.FileName ?? fileName, size: found.Size ?? content.length, adopted, withEmail };
}

const linkOf = ({ AttachableRef }: Attachable, key: DocumentKey): Attachable['AttachableRef'][number] | undefined =>
	AttachableRef.find(
		({ EntityRef }) => EntityRef?.value === key.id && EntityRef.type?.toLowerCase() === key.entity.toLowerCase(),
	);

/** An e-mail without a file that was to go along is worse than a step that stops. */
function staysBehind(fileName: string, key: DocumentKey, outcome: Outcome): VendorError {
	return new VendorError({
		vendor: VENDOR,
		cause: 'rejected',
		outcome,
		message: `The file ${fileName} is attached to document ${documentIdOf(key)}, but ${VENDOR} does not send it with its e-mail.`,
		advice:
			'Open the document in QuickBooks, tick "Attach to email" at the file, and run this step again: it does not attach it twice.',
	});
}

const LONGEST_NAME = 1000;

/** Without what the head of a part cannot hold: line ends and other control characters, quotes, backslashes. */
function cleanName(name: string): string {
	const clean = oneLine(name).replace(/["\\]/g, "'");
	if (clean.length <= LONGEST_NAME) return clean || 'file';
	// The ending says what kind of file it is.
	const ending = /\.[A-Za-z0-9]{1,10}$/.exec(clean)?.[0] ?? '';
	return cut(clean, LONGEST_NAME - ending.length) + ending;
}

/** `text/csv` of `text/csv; charset=utf-8`: the part and its description name it alike. */
function cleanType(mimeType: string): string {
	const type = (mimeType.split(';')[0] ?? '').trim().toLowerCase();
	return /^[a-z0-9][\w.+-]{0,49}\/[a-z0-9][\w.+-]{0,48}$/.test(type) ? type : 'application/octet-stream';
}
