import { createHash } from 'node:crypto';
import { FOLDER_TYPE } from './schemas';

/** The private property by which a file is found again. */
export const REFERENCE_PROPERTY = 'dealToInvoiceReference';
/** Marks a folder as the archive's; `root` on the outermost, `sub` on the others. */
export const FOLDER_PROPERTY = 'dealToInvoiceFolder';

/** Key and value of a property may have 124 bytes together (Drive's documented limit). */
const PROPERTY_BYTES = 124;

/** What a file carries for a reference: the reference itself, or its hash where it is too long for Drive. */
export function referenceValue(reference: string): string {
	const fits = Buffer.byteLength(REFERENCE_PROPERTY) + Buffer.byteLength(reference) <= PROPERTY_BYTES;
	return fits ? reference : `sha256-${createHash('sha256').update(reference).digest('hex')}`;
}

/** A value in Drive's search language: in single quotes, `'` and `\` escaped. */
export function quoted(value: string): string {
	return `'${value.replace(/[\\']/g, '\\$&')}'`;
}

/** One query for the file of a reference and for every folder that may be needed for it. */
export function lookQuery(reference: string | undefined, folderNames: readonly string[]): string {
	const parts: string[] = [];
	if (reference !== undefined)
		parts.push(
			`appProperties has { key=${quoted(REFERENCE_PROPERTY)} and value=${quoted(referenceValue(reference))} }`,
		);
	if (folderNames.length > 0) parts.push(`(${folders} and (${anyName(folderNames)}))`);
	return `trashed = false and (${parts.join(' or ')})`;
}

/** Folders of that name directly in My Drive. */
export function myDriveFolderQuery(name: string): string {
	return `trashed = false and ${folders} and 'root' in parents and name = ${quoted(name)}`;
}

const folders = `mimeType = ${quoted(FOLDER_TYPE)}`;

function anyName(names: readonly string[]): string {
	return [...new Set(names)].map((name) => `name = ${quoted(name)}`).join(' or ');
}
