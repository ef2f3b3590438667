import type { Invoice, Party } from './invoice';
import type { Day, Kind } from './primitives';
import type { InvoiceSettings } from './settings';

/** Last day on which a small seller (KSeF's turnover limit) may still invoice outside KSeF. */
export const SMALL_SELLER_UNTIL: Day = '2026-12-31';

/**
 * What must be true before a document may leave: its KSeF number, or nothing. Decided per document from the seller's
 * setting, the kind and the buyer. A business buyer, Polish or foreign, waits for the number; a consumer does only
 * when the seller sends consumers' invoices to KSeF too.
 */
export function gateOf(document: {
	seller: Pick<InvoiceSettings['seller'], 'ksef' | 'consumers'>;
	kind: Kind;
	buyer: Pick<Party, 'kind'>;
	issueDate: Day;
}): Invoice['gate'] {
	const { seller, kind, buyer, issueDate } = document;
	if (kind === 'proforma' || seller.ksef === 'noDuty') return 'none';
	if (seller.ksef === 'smallSeller' && issueDate <= SMALL_SELLER_UNTIL) return 'none';
	if (buyer.kind === 'consumer' && seller.consumers === 'outsideKsef') return 'none';
	return 'ksefNumber';
}
