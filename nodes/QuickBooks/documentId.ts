import { VendorError } from '../../connect/http';
import { VENDOR } from './failures';

/** `145`: an invoice. `estimate-146`: an estimate, which is how a proforma stands in QuickBooks. */
export const DOCUMENT_ID = /^(?:estimate-)?\d{1,20}$/;

export type Entity = 'Invoice' | 'Estimate';

export interface DocumentKey {
	entity: Entity;
	id: string;
}

/** Throws VendorError `rejected` for any other text: ids become parts of addresses. */
export function parseDocumentId(documentId: string): DocumentKey {
	const id = documentId.trim();
	if (DOCUMENT_ID.test(id))
		return id.startsWith('estimate-')
			? { entity: 'Estimate', id: id.slice('estimate-'.length) }
			: { entity: 'Invoice', id };
	throw new VendorError({
		vendor: VENDOR,
		cause: 'rejected',
		outcome: 'notDone',
		message: `The field "Document ID" does not hold an id of ${VENDOR}.`,
		advice: 'Use documentId from the output of the issue operation, not the number printed on the document.',
	});
}

export function documentIdOf({ entity, id }: DocumentKey): string {
	return entity === 'Estimate' ? `estimate-${id}` : id;
}

/** As a path segment. */
export const pathOf = (entity: Entity): string => entity.toLowerCase();
