import { VendorError } from '../../connect/http';
import type { Invoice } from '../../invoicing/invoice';
import { VENDOR } from './failures';

/**
 * `145`: an invoice. `estimate-146`: an estimate, which is how a proforma stands in QuickBooks. `credit-memo-147`: a
 * credit memo, which is how a correction does.
 */
export const DOCUMENT_ID = /^(?:estimate-|credit-memo-)?\d{1,20}$/;

export type Entity = 'Invoice' | 'Estimate' | 'CreditMemo';

const PREFIXES = { Estimate: 'estimate-', CreditMemo: 'credit-memo-', Invoice: '' } as const;

export function entityOf({ kind }: Pick<Invoice, 'kind'>): Entity {
	if (kind === 'proforma') return 'Estimate';
	return kind === 'correction' ? 'CreditMemo' : 'Invoice';
}

export interface DocumentKey {
	entity: Entity;
	id: string;
}

/** Throws VendorError `rejected` for any other text: ids become parts of addresses. */
export function parseDocumentId(documentId: string): DocumentKey {
	const id = documentId.trim();
	if (DOCUMENT_ID.test(id)) {
		const entity = (['Estimate', 'CreditMemo'] as const).find((each) => id.startsWith(PREFIXES[each])) ?? 'Invoice';
		return { entity, id: id.slice(PREFIXES[entity].length) };
	}
	throw new VendorError({
		vendor: VENDOR,
		cause: 'rejected',
		outcome: 'notDone',
		message: `The field "Document ID" does not hold an id of ${VENDOR}.`,
		advice: 'Use documentId from the output of the issue operation, not the number printed on the document.',
	});
}

export function documentIdOf({ entity, id }: DocumentKey): string {
	return PREFIXES[entity] + id;
}

/** As a path segment. */
export const pathOf = (entity: Entity): string => entity.toLowerCase();
