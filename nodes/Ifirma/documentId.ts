import { byName, nameOf, type DocumentType } from './documentTypes';
import { refused } from './refused';

/** What an id looks like: `fakturakraj-1244512`. iFirma's own number alone does not say where to ask for a document. */
export const DOCUMENT_ID = /^[a-z]{5,40}-\d{1,19}$/;

export interface DocumentKey {
	type: DocumentType;
	/** iFirma's number of the document: digits. */
	id: string;
}

export function documentIdOf({ type, id }: DocumentKey): string {
	return `${nameOf(type)}-${id}`;
}

/** Throws VendorError `rejected` for any other text. */
export function readDocumentId(documentId: string): DocumentKey {
	const [name = '', id = ''] = documentId.trim().split('-');
	const type = byName(name);
	if (type && DOCUMENT_ID.test(documentId.trim())) return { type, id };
	throw refused(
		'The field "Document ID" does not hold an id of iFirma as this node gives it, such as fakturakraj-1244512.',
		'Use documentId from the output of the issue operation, not the number printed on the document.',
	);
}
