import { googleError } from '../googleAccount/account';
import type { FakeRequest, FakeResponse } from '../types';
import { FILE_FIELDS, type NewFile } from './books';
import { parseFields, select } from './fields';
import { refused, Refused } from './rules';
import { parseJson } from './uploads';

export function answer(request: FakeRequest, body: object & { kind: string }): FakeResponse {
	const fields = request.query.get('fields');
	// Without a selection Drive shows little: files.list, get, create and update give these four of a file.
	const short = parseFields(
		body.kind === 'drive#fileList'
			? 'kind,nextPageToken,incompleteSearch,files(kind,id,name,mimeType)'
			: 'kind,id,name,mimeType',
	);
	const isFile = body.kind === 'drive#file' || body.kind === 'drive#fileList';
	const selection = fields ? parseFields(fields) : isFile ? short : 'all';
	return { status: 200, body: select(body, selection, FILE_FIELDS) };
}

export function json(request: FakeRequest): NewFile {
	if (request.raw.length > 0 && !/^application\/json\b/i.test(request.headers['content-type'] ?? ''))
		throw refused(400, 'badContent', 'Unsupported content with type: ' + (request.headers['content-type'] ?? ''));
	return parseJson(request.raw);
}

export function refusalOf(error: unknown): FakeResponse {
	if (error instanceof RangeError) return googleError(413, 'uploadTooLarge', error.message);
	if (error instanceof SyntaxError) return googleError(400, 'invalid', error.message);
	if (error instanceof Refused) return error.refusal;
	throw error;
}
