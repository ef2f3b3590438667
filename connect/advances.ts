import type { StageEntry } from '../invoicing/deal';
import type { IssuedInvoice } from '../invoicing/invoice';
import { referenceOf } from '../invoicing/reference';

/** So many numbers in a row without a document end the search: a part may have been left out, two hardly. */
const GAP = 2;
/** No order has more advances; a search that never ends would be a system that answers anything. */
const MOST = 100;

/**
 * The advances of a deal that stand in the accounting system, by their references: 1, 2, 3 … Cancelled ones count for
 * the search and are left out; so is the document that the entry itself asks for, which a resumed run would find.
 */
export async function advancesOf(
	entry: Pick<StageEntry, 'crm' | 'account' | 'dealId' | 'reference'>,
	find: (reference: string) => Promise<IssuedInvoice[]>,
): Promise<IssuedInvoice[]> {
	const found: IssuedInvoice[] = [];
	for (let part = 1, missing = 0; part <= MOST && missing < GAP; part++) {
		const reference = referenceOf({ ...entry, kind: 'advance', part });
		if (reference === entry.reference) continue;
		const documents = (await find(reference)).filter((document) => document.reference === reference);
		missing = documents.length === 0 ? missing + 1 : 0;
		found.push(...documents.filter(({ kind, cancelled }) => kind === 'advance' && !cancelled));
	}
	return found;
}
