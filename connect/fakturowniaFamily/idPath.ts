import { VendorError } from '../http';

/** A document's id as a path segment: digits, nothing else. Throws VendorError `rejected` for any other text. */
export function idPath(documentId: string, vendor: string): string {
	const id = documentId.trim();
	if (/^\d{1,19}$/.test(id)) return id;
	throw new VendorError({
		vendor,
		cause: 'rejected',
		outcome: 'notDone',
		message: `The field "Document ID" does not hold an id of ${vendor}: it has to be a number.`,
		advice: 'Use documentId from the output of the issue operation, not the number printed on the document.',
	});
}
