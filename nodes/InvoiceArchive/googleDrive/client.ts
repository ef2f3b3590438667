import type { z } from 'zod';
import type { VendorError } from '../../../connect/http';
import { type Http, type HttpRequest } from '../../../connect/http';
import { notUnderstood, vendorDown } from '../../../connect/vendorFailures';
import { driveFailure, VENDOR } from './failures';
import { DriveFile, FILE_FIELDS, FileList, GeneratedIds } from './schemas';
import { multipartRelated } from './multipart';

const API = 'https://www.googleapis.com/drive/v3';
const UPLOAD = 'https://www.googleapis.com/upload/drive/v3';
/** A search never asks for more pages than this; 1,000 files each. */
const MOST_PAGES = 10;

export interface Metadata {
	id?: string;
	name?: string;
	mimeType?: string;
	parents?: string[];
	appProperties?: Record<string, string>;
	trashed?: boolean;
}

export interface ClientOptions {
	/** Completes "could not …" in errors: "file FV 1/11/2026 in the archive". */
	purpose: string;
	/** Also search shared drives; slower, needed where the archive's root lies in one. */
	sharedDrives: boolean;
	/** Ids that Google has promised us and that no file has yet; filled and emptied here. */
	promisedIds: string[];
}

/** The calls of Drive v3 that the archive makes. Throws VendorError for every answer but success. */
export class GoogleDriveClient {
	constructor(
		private readonly http: Http,
		private readonly options: ClientOptions,
	) {}

	async search(q: string): Promise<DriveFile[]> {
		const everywhere = this.options.sharedDrives;
		const corpora = everywhere ? { corpora: 'allDrives', includeItemsFromAllDrives: true } : { corpora: 'user' };
		const found: DriveFile[] = [];
		let pageToken: string | undefined;
		for (let page = 0; page < MOST_PAGES; page++) {
			const list = await this.read('/files', FileList, {
				q,
				...corpora,
				supportsAllDrives: true,
				fields: `nextPageToken,incompleteSearch,files(${FILE_FIELDS})`,
				pageSize: 1000,
				pageToken,
			});
			// A file that was not searched for would be made a second time.
			if (list.incompleteSearch) throw this.incomplete('it searched only a part of the shared drives');
			found.push(...list.files);
			if (!list.nextPageToken) return found;
			pageToken = list.nextPageToken;
		}
		throw this.incomplete('there are too many folders of that name');
	}

	async get(id: string): Promise<DriveFile> {
		return this.read(`/files/${encodeURIComponent(id)}`, DriveFile, { fields: FILE_FIELDS, supportsAllDrives: true });
	}

	/** An id for the next upload: a create that carries it can be sent again, for Drive makes one file of an id. */
	async newId(): Promise<string> {
		const { promisedIds } = this.options;
		if (promisedIds.length === 0) promisedIds.push(...(await this.read('/files/generateIds', GeneratedIds, {})).ids);
		return promisedIds.shift() ?? '';
	}

	async createFolder(metadata: Metadata): Promise<DriveFile> {
		return this.send({ kind: 'create', method: 'POST', url: `${API}/files`, query: FILE_QUERY, body: metadata });
	}

	/** Throws with outcome `unclear` where the file may have been made; the same id may then be sent again. */
	async createFile(metadata: Metadata & { id: string; mimeType: string }, content: Buffer): Promise<DriveFile> {
		return this.send({ kind: 'create', method: 'POST', url: `${UPLOAD}/files`, ...uploadOf(metadata, content) });
	}

	async newVersion(id: string, mimeType: string, content: Buffer): Promise<DriveFile> {
		const url = `${UPLOAD}/files/${encodeURIComponent(id)}`;
		return this.send({ kind: 'update', method: 'PATCH', url, ...uploadOf({ mimeType }, content) });
	}

	async trash(id: string): Promise<void> {
		const url = `${API}/files/${encodeURIComponent(id)}`;
		await this.send({ kind: 'update', method: 'PATCH', url, query: FILE_QUERY, body: { trashed: true } });
	}

	private async read<S extends z.ZodTypeAny>(
		path: string,
		schema: S,
		query: NonNullable<HttpRequest['query']>,
	): Promise<z.output<S>> {
		return this.answer({ kind: 'read', method: 'GET', url: `${API}${path}`, query }, schema);
	}

	private async send(request: Omit<HttpRequest, 'purpose'>): Promise<DriveFile> {
		return this.answer(request, DriveFile);
	}

	private async answer<S extends z.ZodTypeAny>(input: Omit<HttpRequest, 'purpose'>, schema: S): Promise<z.output<S>> {
		const request = { ...input, purpose: this.options.purpose };
		const response = await this.http.send(request);
		if (response.status < 200 || response.status > 299) throw driveFailure(response, request);
		const parsed = schema.safeParse(response.body);
		if (parsed.success) return parsed.data as z.output<S>;
		// Told "done" without saying what: the file or folder may well be there.
		const outcome = request.kind === 'read' ? 'notDone' : 'unclear';
		const field = parsed.error.issues[0]?.path.join('.') || 'body';
		throw notUnderstood({
			vendor: VENDOR,
			purpose: request.purpose,
			status: response.status,
			outcome,
			detail: `field ${field}`,
		});
	}

	private incomplete(detail: string): VendorError {
		return vendorDown({ vendor: VENDOR, purpose: this.options.purpose, outcome: 'notDone', detail });
	}
}

const FILE_QUERY = { fields: FILE_FIELDS, supportsAllDrives: true };

function uploadOf(
	metadata: Metadata & { mimeType: string },
	content: Buffer,
): Pick<HttpRequest, 'query' | 'headers' | 'body' | 'timeoutMs'> {
	const { contentType, body } = multipartRelated(metadata, content, metadata.mimeType);
	// Earlier versions are kept for good: an archive forgets nothing by itself.
	const query = { ...FILE_QUERY, uploadType: 'multipart', keepRevisionForever: true };
	return { query, headers: { 'Content-Type': contentType }, body, timeoutMs: 60_000 };
}
