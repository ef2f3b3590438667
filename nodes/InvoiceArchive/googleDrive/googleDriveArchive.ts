import { createHash } from 'node:crypto';
import type { Archive, ArchivedFile, DocumentToArchive } from '../../../connect/archive';
import { VendorError, type Http } from '../../../connect/http';
import { GoogleDriveClient } from './client';
import { VENDOR } from './failures';
import { Folders, type FolderMemory, type RootFolder } from './folders';
import { lookQuery, REFERENCE_PROPERTY, referenceValue } from './query';
import { FOLDER_TYPE, type DriveFile } from './schemas';

/** Google's documented limit of a multipart upload. An invoice is far below it. */
export const LARGEST_BYTES = 5 * 1024 * 1024;
/** Pauses before an upload with a lost answer is sent again under the same id. */
const PAUSES_MS = [1_000, 4_000];
const RESERVE_BYTES = 64 * 1024;

/** What the items of one run share, so that only the first asks for it. */
export interface GoogleDriveMemory extends FolderMemory {
	readonly promisedIds: string[];
}

export interface GoogleDriveArchiveOptions {
	root: RootFolder;
	/** The document's number, for errors. */
	number: string;
	memory: GoogleDriveMemory;
	sleep: (ms: number) => Promise<void>;
}

export function googleDriveMemory(): GoogleDriveMemory {
	return { ids: new Map(), promisedIds: [] };
}

/** The archive in Google Drive. Requests: 4 for a client with folders, 7 for the first of a client in a new month. */
export function googleDriveArchive(http: Http, options: GoogleDriveArchiveOptions): Archive {
	const purpose = `file ${options.number} in the archive`;
	const { root, memory, sleep } = options;
	const { promisedIds } = memory;
	const client = new GoogleDriveClient(http, { purpose, sharedDrives: root.id !== '', promisedIds });
	const folders = new Folders(client, { root, memory, purpose, sleep });

	function toArchived(file: DriveFile, path?: readonly string[]): ArchivedFile {
		const shown = path && folders.holds(path, file) ? [...path, file.name].join('/') : undefined;
		return {
			id: file.id,
			name: file.name,
			link: file.webViewLink,
			checksum: file.md5Checksum,
			createdAt: file.createdTime,
			path: shown,
		};
	}

	/** Drive makes one file of an id, however often it is asked: 409 says that the first request did it. */
	async function createOnce(id: string, create: () => Promise<DriveFile>): Promise<DriveFile> {
		for (let attempt = 0; ; attempt++) {
			try {
				return await create();
			} catch (error) {
				if (!(error instanceof VendorError)) return Promise.reject(error);
				if (error.status === 409) return client.get(id);
				const pause = error.outcome === 'unclear' ? PAUSES_MS[attempt] : undefined;
				if (pause === undefined) return Promise.reject(error);
				await sleep(pause);
			}
		}
	}

	return {
		drive: 'googleDrive',
		checksum: (content) => createHash('md5').update(content).digest('hex'),
		async findByReference(reference, path) {
			const found = await client.search(lookQuery(reference, folders.namesToLookFor(path)));
			folders.notice(path, found);
			return found
				.filter((file) => file.mimeType !== FOLDER_TYPE)
				.filter((file) => file.appProperties[REFERENCE_PROPERTY] === referenceValue(reference))
				.map((file) => toArchived(file, path));
		},
		ensureFolder: async (path) => folders.ensure(path),
		async upload(folderId, document) {
			assertSize(document, purpose);
			const id = await client.newId();
			const appProperties = { [REFERENCE_PROPERTY]: referenceValue(document.reference) };
			const { fileName: name, mimeType, content } = document;
			const metadata = { id, name, mimeType, parents: [folderId], appProperties };
			return toArchived(await createOnce(id, async () => client.createFile(metadata, content)));
		},
		async replace(fileId, document) {
			assertSize(document, purpose);
			return toArchived(await client.newVersion(fileId, document.mimeType, document.content));
		},
		discard: async (fileId) => client.trash(fileId),
	};
}

function assertSize(document: DocumentToArchive, purpose: string): void {
	if (document.content.length <= LARGEST_BYTES - RESERVE_BYTES) return;
	throw new VendorError({
		vendor: VENDOR,
		cause: 'rejected',
		outcome: 'notDone',
		message: `The file "${document.fileName}" is larger than 5 MB, so it was not possible to ${purpose}.`,
		advice: 'Make the PDF smaller in the accounting system (a smaller logo, for example) and run this step again.',
	});
}
