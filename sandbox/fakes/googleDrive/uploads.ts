import { randomBytes } from 'node:crypto';
import type { FakeRequest } from '../types';
import type { NewFile } from './books';

/** What an upload request carries: metadata and bytes. Throws SyntaxError on a body that Google would refuse. */
export interface Upload {
	metadata: NewFile & { trashed?: boolean };
	content: Buffer;
	contentType: string;
}

/** Google's documented limit of simple and multipart uploads. */
const LIMIT = 5 * 1024 * 1024;

/** RFC 2387: first part JSON metadata, second part the bytes. */
export function parseMultipart(request: FakeRequest): Upload {
	const type = request.headers['content-type'] ?? '';
	const boundary = /^multipart\/related;\s*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(type);
	const mark = boundary?.[1] ?? boundary?.[2];
	if (!mark) throw new SyntaxError('Malformed multipart body.');
	if (request.raw.length > LIMIT) throw new RangeError('Request is too large.');
	const [first, second, ...rest] = partsOf(request.raw, mark);
	if (!first || !second || rest.length > 0) throw new SyntaxError('Malformed multipart body.');
	if (!/^application\/json\b/i.test(first.headers['content-type'] ?? ''))
		throw new SyntaxError('Malformed multipart body.');
	const metadata = parseJson(first.body);
	return { metadata, content: second.body, contentType: second.headers['content-type'] ?? 'application/octet-stream' };
}

interface Part {
	headers: Record<string, string>;
	body: Buffer;
}

function partsOf(raw: Buffer, mark: string): Part[] {
	const delimiter = Buffer.from(`--${mark}`);
	const parts: Part[] = [];
	let at = raw.indexOf(delimiter);
	while (at >= 0) {
		const start = at + delimiter.length;
		if (raw.subarray(start, start + 2).toString('latin1') === '--') return parts;
		const next = raw.indexOf(Buffer.from(`\r\n--${mark}`), start);
		if (next < 0) throw new SyntaxError('Malformed multipart body.');
		parts.push(partOf(raw.subarray(start, next)));
		at = next + 2;
	}
	throw new SyntaxError('Malformed multipart body.');
}

function partOf(raw: Buffer): Part {
	const gap = raw.indexOf('\r\n\r\n');
	if (gap < 0) throw new SyntaxError('Malformed multipart body.');
	const headers: Record<string, string> = {};
	for (const line of raw.subarray(0, gap).toString('utf8').split('\r\n').filter(Boolean)) {
		const colon = line.indexOf(':');
		headers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim();
	}
	return { headers, body: raw.subarray(gap + 4) };
}

export function parseJson(raw: Buffer): NewFile & { trashed?: boolean } {
	if (raw.length === 0) return {};
	const value = JSON.parse(raw.toString('utf8')) as unknown;
	if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new SyntaxError('Parse Error');
	return value;
}

interface Session {
	metadata: NewFile;
	contentType: string;
	received: Buffer;
}

/** Resumable uploads: a session is opened by POST, then filled by PUTs with Content-Range. */
export class UploadSessions {
	private readonly sessions = new Map<string, Session>();

	reset(): void {
		this.sessions.clear();
	}

	open(request: FakeRequest): string {
		const id = randomBytes(12).toString('hex');
		const contentType = request.headers['x-upload-content-type'] ?? 'application/octet-stream';
		this.sessions.set(id, { metadata: parseJson(request.raw), contentType, received: Buffer.alloc(0) });
		return id;
	}

	/** The whole upload once its last byte is there; how many bytes are there until then; undefined: no such session. */
	put(id: string, request: FakeRequest): Upload | number | undefined {
		const session = this.sessions.get(id);
		if (!session) return undefined;
		const range = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(request.headers['content-range'] ?? '');
		if (range) {
			const [start, end] = [Number(range[1]), Number(range[2])];
			if (start !== session.received.length || end - start + 1 !== request.raw.length)
				throw new SyntaxError('Invalid Content-Range');
		}
		session.received = Buffer.concat([session.received, request.raw]);
		if (range && range[3] !== String(session.received.length)) return session.received.length;
		this.sessions.delete(id);
		return { metadata: session.metadata, content: session.received, contentType: session.contentType };
	}
}
