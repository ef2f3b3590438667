/**
 * The port of a drive that keeps issued documents, and how a document gets there once.
 * A new drive is one folder under nodes/InvoiceArchive that fills `Archive`.
 */

export interface ArchivedFile {
	id: string;
	name: string;
	/** Where a person opens it in the browser. */
	link: string;
	/** Of the content, by the drive's own method; absent where the drive tells none. */
	checksum?: string;
	/** ISO 8601, the drive's clock. */
	createdAt: string;
	/** `2026/11/Acme/FV 1-11-2026.pdf`, where the drive could tell it without another request. */
	path?: string;
}

export interface DocumentToArchive {
	/** Our key of the document; the file carries it. */
	reference: string;
	/** Below the archive's root, outermost first: year, month, client. Safe names. */
	folders: readonly string[];
	fileName: string;
	mimeType: string;
	content: Buffer;
}

/** Every method throws VendorError and nothing else on the drive's failure. */
export interface Archive {
	/** `googleDrive`, … */
	readonly drive: string;
	/** Checksum of a content, comparable with `ArchivedFile.checksum`. */
	checksum(content: Buffer): string;
	/**
	 * Files that carry the reference and are not in the bin, wherever a person may have moved them.
	 * The folders are those that `ensureFolder` may be asked for next, so that a drive can look for both at once.
	 */
	findByReference(reference: string, folders: readonly string[]): Promise<ArchivedFile[]>;
	/** Finds or makes the folders; answers the id of the innermost. Parallel calls agree on one folder. */
	ensureFolder(folders: readonly string[]): Promise<string>;
	/** Makes the file; a lost answer is cleared up inside, so that one call makes one file at most. */
	upload(folderId: string, document: DocumentToArchive): Promise<ArchivedFile>;
	/** A new version of a file that is there; the earlier one stays in its history. */
	replace(fileId: string, document: DocumentToArchive): Promise<ArchivedFile>;
	/** Puts a file that this run has made into the bin. */
	discard(fileId: string): Promise<void>;
}

export interface ArchiveResult {
	drive: string;
	/** As a person sees it, without the root folder; the bare name where a person has moved the file. */
	path: string;
	fileId: string;
	link: string;
	/** False when the file was there before. */
	created: boolean;
}

/**
 * One reference, one file. A file with the same content is left alone; another content becomes its new version
 * (a PDF drawn again, with its KSeF number now). Of two runs that cross, the younger file goes to the bin.
 */
export async function archiveOnce(archive: Archive, document: DocumentToArchive): Promise<ArchiveResult> {
	const checksum = archive.checksum(document.content);
	const before = await archive.findByReference(document.reference, document.folders);
	const known = before.find((file) => file.checksum === checksum) ?? oldest(before);
	if (known) {
		const kept = known.checksum === checksum ? known : await archive.replace(known.id, document);
		return result(archive, { ...kept, path: kept.path ?? known.path }, false);
	}

	const folderId = await archive.ensureFolder(document.folders);
	const made = await archive.upload(folderId, document);
	const after = await archive.findByReference(document.reference, document.folders);
	// Searches may lag behind: what was made counts although they do not show it yet.
	const first = oldest([made, ...after]) ?? made;
	if (first.id === made.id) return result(archive, { ...made, path: pathOf(document, made) }, true);
	await archive.discard(made.id);
	return result(archive, first, false);
}

/** Both runs see the same order, so both keep the same file. */
export function oldest<T extends { id: string; createdAt: string }>(files: readonly T[]): T | undefined {
	return [...files].sort((a, b) => a.createdAt.localeCompare(b.createdAt) || a.id.localeCompare(b.id))[0];
}

function pathOf(document: DocumentToArchive, file: ArchivedFile): string {
	return [...document.folders, file.name].join('/');
}

function result(archive: Archive, file: ArchivedFile, created: boolean): ArchiveResult {
	return { drive: archive.drive, path: file.path ?? file.name, fileId: file.id, link: file.link, created };
}
