import { createHash } from 'node:crypto';
import { comparableName } from '../compare';
import { canonicalJson } from '../fingerprint';
import type { Invoice } from '../invoice';
import { showTaxId } from '../taxId';

/** What a lost deal asks for: nothing is left of the document. */
export const ZERO = 'zero';

/**
 * What a document says, as one key: buyer's name and tax number, lines, totals and currency. Neither dates nor addresses
 * nor e-mail: none of them asks for a correction. Versioned, since a key outlives the release that made it.
 */
export function contentKey({ buyer, lines, totals, currency }: Invoice): string {
	const content = {
		buyer: [comparableName(buyer.name), showTaxId(buyer.taxId)],
		lines: lines.map(({ name, quantity, unit, vatRate, net, gross }) => [name, quantity, unit, vatRate, net, gross]),
		totals: [totals.net, totals.vat, totals.gross],
		currency,
	};
	return `1:${createHash('sha256').update(canonicalJson(content)).digest('hex').slice(0, 40)}`;
}
