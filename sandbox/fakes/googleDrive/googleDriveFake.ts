import { createHash } from 'node:crypto';
import { googleAccount, googleError } from '../googleAccount/account';
import { breath, timeOf } from '../time';
import type { Fake, FakeRequest, FakeResponse, World } from '../types';
import { answer, json, refusalOf } from './answers';
import { DriveBooks, FOLDER, type DriveFile, type NewFile } from './books';
import { checkListParameters, checkMetadata, PARAMETERS, refused } from './rules';
import { parseQuery } from './query';
import { parseMultipart, UploadSessions, type Upload } from './uploads';

export interface EffectFile {
	drive: 'googleDrive';
	/** Without the archive's root folder, as a person sees it: "2026/11/Client/FV 1-11-2026.pdf". */
	path: string;
	size: number;
	sha256: string;
	id: string;
}

export interface GoogleDriveFake extends Fake {
	/** Every file that is not in the bin. */
	files(): EffectFile[];
	/** Of a file or folder, with the archive's root folder; undefined where there is none of this id. */
	pathOf(id: string): string | undefined;
	content(id: string): Buffer;
	/** How many versions of a file were uploaded. */
	versions(id: string): number;
	/** As a person would in Drive: a folder of one's own, without any app's properties. */
	createFolder(name: string, parentId?: string): string;
	/** As a person would: into another folder. */
	move(id: string, folderId: string): void;
	/** As a person would: to the bin. */
	trash(id: string): void;
}

/**
 * Google Drive API v3, as the archive and n8n's own Google Drive node call it, with Google's sign-in hosts.
 * Names may repeat, as in Drive. Facts: developers.google.com/workspace/drive/api/reference/rest/v3.
 */
export function createGoogleDriveFake(world: World): GoogleDriveFake {
	const account = googleAccount(world);
	const books = new DriveBooks(() => world.now());
	const sessions = new UploadSessions();

	async function route(request: FakeRequest): Promise<FakeResponse> {
		const { method, path } = request;
		const id = /^\/(?:upload\/)?drive\/v3\/files\/([A-Za-z0-9_-]+)$/.exec(path)?.[1];
		if (path === '/drive/v3/files' && method === 'GET') return list(request);
		if (path === '/drive/v3/files' && method === 'POST') return create(request, { metadata: json(request) });
		if (path === '/drive/v3/files/generateIds' && method === 'GET') return generateIds(request);
		if (path === '/drive/v3/drives' && method === 'GET')
			return { status: 200, body: { kind: 'drive#driveList', drives: [] } };
		if (path === '/upload/drive/v3/files') return upload(request);
		if (path.startsWith('/upload/') && id && method === 'PATCH') {
			const { metadata, content } = parseMultipart(request);
			return update(request, id, metadata, content);
		}
		if (!id) return googleError(404, 'notFound', 'Not Found');
		if (method === 'GET') return read(request, id);
		if (method === 'PATCH') return update(request, id, json(request));
		if (method === 'DELETE') return remove(id);
		return googleError(404, 'notFound', 'Not Found');
	}

	function list(request: FakeRequest): FakeResponse {
		checkListParameters(request.query);
		const matches = parseQuery(request.query.get('q') ?? 'trashed = true or trashed = false', DriveBooks.rootId);
		const size = Number(request.query.get('pageSize') ?? '100');
		const from = Number(request.query.get('pageToken')?.replace(/^~/, '') ?? '0');
		const found = books.search(matches, timeOf(world).now());
		const more = found.length > from + size ? { nextPageToken: `~${from + size}` } : {};
		const files = found.slice(from, from + size);
		const page = { kind: 'drive#fileList', incompleteSearch: false, files, ...more };
		return answer(request, page);
	}

	function generateIds(request: FakeRequest): FakeResponse {
		const count = Number(request.query.get('count') ?? '10');
		if (!Number.isInteger(count) || count < 1 || count > 1000)
			throw refused(400, 'invalidParameter', 'Invalid value for count');
		const made = { kind: 'drive#generatedIds', space: 'drive', ids: books.promiseIds(count) };
		return answer(request, made);
	}

	async function create(request: FakeRequest, input: { metadata: NewFile; upload?: Upload }): Promise<FakeResponse> {
		const { metadata } = input;
		checkMetadata(metadata);
		for (const parent of metadata.parents ?? []) existing(parent);
		if (metadata.id && !books.isPromised(metadata.id))
			throw refused(400, 'invalid', 'The provided file ID is not usable');
		if (metadata.id && books.has(metadata.id))
			throw refused(409, 'fileIdInUse', 'A file already exists with the provided ID.');
		const lag = world.fault('googleDrive', 'search-lag', request);
		// Drive is not atomic between its checks and its insert.
		await breath(world);
		// An id is unique at Drive even when two creates with it cross.
		if (metadata.id && books.has(metadata.id))
			throw refused(409, 'fileIdInUse', 'A file already exists with the provided ID.');
		const mimeType = metadata.mimeType ?? input.upload?.contentType;
		const file = books.insert({ ...metadata, mimeType }, input.upload?.content, {
			keepForever: request.query.get('keepRevisionForever') === 'true',
			visibleFrom: lag ? timeOf(world).now() + lag.delayMs : 0,
		});
		world.changed();
		return answer(request, file);
	}

	async function upload(request: FakeRequest): Promise<FakeResponse> {
		const type = request.query.get('uploadType');
		if (request.method === 'POST' && type === 'multipart') {
			const parsed = parseMultipart(request);
			return create(request, { metadata: parsed.metadata, upload: parsed });
		}
		if (request.method === 'POST' && type === 'media') {
			const contentType = request.headers['content-type'] ?? 'application/octet-stream';
			return create(request, { metadata: {}, upload: { metadata: {}, content: request.raw, contentType } });
		}
		if (request.method === 'POST' && type === 'resumable') {
			const session = sessions.open(request);
			const location = `https://www.googleapis.com/upload/drive/v3/files?uploadType=resumable&upload_id=${session}`;
			return { status: 200, headers: { location }, body: '' };
		}
		if (request.method !== 'PUT') throw refused(400, 'badContent', 'Bad content');
		const parsed = sessions.put(request.query.get('upload_id') ?? '', request);
		if (parsed === undefined) throw refused(404, 'notFound', 'Not Found');
		if (typeof parsed === 'number') return { status: 308, headers: { range: `bytes=0-${parsed - 1}` }, body: '' };
		return create(request, { metadata: parsed.metadata, upload: parsed });
	}

	function read(request: FakeRequest, id: string): FakeResponse {
		const file = existing(id);
		if (request.query.get('alt') !== 'media') return answer(request, file);
		const content = books.content(file.id);
		if (!content) throw refused(403, 'fileNotDownloadable', 'Only files with binary content can be downloaded.');
		return { status: 200, headers: { 'content-type': file.mimeType }, body: content };
	}

	async function update(request: FakeRequest, id: string, change: NewFile, content?: Buffer): Promise<FakeResponse> {
		const file = existing(id);
		checkMetadata(change);
		if (change.parents)
			throw refused(
				403,
				'fieldNotWritable',
				'The parents field is not directly writable in update requests. Use the addParents and removeParents parameters instead.',
			);
		const ids = (name: string) =>
			(request.query.get(name) ?? '')
				.split(',')
				.filter(Boolean)
				.map((value) => existing(value).id);
		const [add, removed] = [ids('addParents'), ids('removeParents')];
		// Drive is not atomic between its checks and its insert.
		await breath(world);
		books.move(file.id, add, removed);
		const updated = books.update(file.id, change, content, request.query.get('keepRevisionForever') === 'true');
		world.changed();
		return answer(request, updated);
	}

	function remove(id: string): FakeResponse {
		books.delete(existing(id).id);
		world.changed();
		return { status: 204, body: '' };
	}

	function existing(id: string): DriveFile {
		const file = books.get(id);
		if (!file)
			throw refused(404, 'notFound', `File not found: ${id}.`, { location: 'fileId', locationType: 'parameter' });
		return file;
	}

	return {
		name: 'googleDrive',
		hosts: ['www.googleapis.com', 'oauth2.googleapis.com', 'accounts.google.com'],
		async handle(request) {
			if (request.host !== 'www.googleapis.com') return account.handle(request);
			const unauthorised = account.refuse(request);
			if (unauthorised) return unauthorised;
			try {
				const unknown = [...request.query.keys()].find((name) => !PARAMETERS.includes(name));
				if (unknown) throw refused(400, 'invalidParameter', `Invalid parameter: ${unknown}`);
				return await route(request);
			} catch (error) {
				return refusalOf(error);
			}
		},
		reset() {
			books.reset();
			sessions.reset();
			account.reset();
		},
		files() {
			return books
				.all()
				.filter((file) => file.mimeType !== FOLDER && !file.trashed)
				.map((file) => {
					const content = books.content(file.id) ?? Buffer.alloc(0);
					const sha256 = createHash('sha256').update(content).digest('hex');
					const [, ...below] = books.pathOf(file);
					const path = below.length > 0 ? below.join('/') : file.name;
					return { drive: 'googleDrive' as const, path, size: content.length, sha256, id: file.id };
				});
		},
		pathOf(id) {
			const file = books.get(id);
			return file && books.pathOf(file).join('/');
		},
		content(id) {
			const content = books.content(id);
			if (!content) throw new Error(`The fake Google Drive holds no file ${id}.`);
			return content;
		},
		versions: (id) => books.revisions(id).length,
		createFolder(name, parentId = 'root') {
			return books.insert({ name, mimeType: FOLDER, parents: [parentId] }, undefined, {
				keepForever: false,
				visibleFrom: 0,
			}).id;
		},
		move(id, folderId) {
			books.move(id, [folderId], books.get(id)?.parents ?? []);
		},
		trash(id) {
			books.update(id, { trashed: true });
		},
	};
}
