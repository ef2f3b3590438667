import { createHash } from 'node:crypto';
import { breath } from '../../time';
import { checked, invalid } from '../apiError';
import type { FileRow } from '../books';
import type { FakeRequest } from '../../types';
import { pageOf, ok, type Call, type Route } from './route';

const ACCESS = ['PUBLIC_INDEXABLE', 'PUBLIC_NOT_INDEXABLE', 'PRIVATE', 'HIDDEN_PRIVATE'];
const scopes = () => ['files', 'files.write', 'files.ui_hidden.write'];

export const files: Route[] = [
	{ method: 'POST', path: /^\/files\/2026-03\/files$/, scopes, handle: async (call) => upload(call) },
	{
		method: 'GET',
		path: /^\/files\/2026-03\/files\/search$/,
		scopes: () => ['files', 'files.read'],
		query: ['limit', 'after', 'name'],
		handle: ({ hub, request }) => ok(pageOf([...hub.books.files.values()].map(shown), request.query)),
	},
];

async function upload({ hub, request }: Call) {
	const parts = partsOf(request);
	for (const name of parts.keys())
		if (!['file', 'fileName', 'folderPath', 'folderId', 'options', 'charsetHunch'].includes(name))
			throw invalid(`Unknown form field ${name}`);
	const file = parts.get('file');
	if (!file?.fileName) throw invalid('A file is required');
	const folder = parts.get('folderPath')?.content.toString('utf8');
	if ((folder === undefined) === (parts.get('folderId') === undefined))
		throw invalid('Exactly one of folderId and folderPath is required');
	const options = checked(parsed(parts.get('options')?.content), ['access'], ['ttl', 'overwrite']);
	if (!ACCESS.includes(String(options.access))) throw invalid('options.access is not valid');
	const name = parts.get('fileName')?.content.toString('utf8') ?? file.fileName;
	const same = () => [...hub.books.files.values()].find((row) => row.folder === folder && row.name === name);
	await breath(hub.world);
	const held = options.overwrite === true ? same() : undefined;
	const row: FileRow = {
		id: held?.id ?? hub.nextId(),
		name: held || !same() ? name : `${name}-1`,
		folder: folder ?? '',
		size: file.content.length,
		sha256: createHash('sha256').update(file.content).digest('hex'),
		access: String(options.access),
	};
	hub.books.files.set(row.id, row);
	return { status: 201, body: { ...shown(row), createdAt: hub.now(), updatedAt: hub.now() } };
}

function shown({ id, name, folder, size, access }: FileRow): object {
	const [, base = name, extension = ''] = /^(.*)\.([^.]+)$/.exec(name) ?? [];
	return { id, name: base, extension, path: `${folder}/${name}`, size, access, archived: false, type: 'DOCUMENT' };
}

interface Part {
	fileName?: string;
	content: Buffer;
}

/** RFC 7578, read byte by byte as a server does: every part once, with its name. */
function partsOf({ headers, raw }: FakeRequest): Map<string, Part> {
	const boundary = /^multipart\/form-data;\s*boundary=([^\s;]+)$/.exec(headers['content-type'] ?? '')?.[1];
	if (!boundary) throw invalid('The upload has to be multipart/form-data with a boundary');
	const parts = new Map<string, Part>();
	const mark = Buffer.from(`--${boundary}`);
	for (let at = raw.indexOf(mark); at >= 0;) {
		const next = raw.indexOf(mark, at + mark.length);
		if (next < 0) {
			if (raw.subarray(at + mark.length, at + mark.length + 2).toString() !== '--')
				throw invalid('The upload breaks off');
			return parts;
		}
		const part = raw.subarray(at + mark.length + 2, next - 2);
		const end = part.indexOf('\r\n\r\n');
		const disposition = /content-disposition: form-data; name="([^"]+)"(?:; filename="([^"]*)")?/i.exec(
			part.subarray(0, end).toString('utf8'),
		);
		if (end < 0 || !disposition?.[1] || parts.has(disposition[1])) throw invalid('A part of the upload cannot be read');
		parts.set(disposition[1], { fileName: disposition[2], content: Buffer.from(part.subarray(end + 4)) });
		at = next;
	}
	throw invalid('The upload is empty');
}

function parsed(content: Buffer | undefined): unknown {
	try {
		return JSON.parse(content?.toString('utf8') ?? '') as unknown;
	} catch {
		throw invalid('options has to be JSON');
	}
}
