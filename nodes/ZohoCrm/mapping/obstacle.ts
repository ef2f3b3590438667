import type { DealLine } from '../../../invoicing/deal';

/**
 * A line that no invoice can hold: it has no quantity, and its name says why. What a person has to settle in the CRM
 * before this deal may be invoiced thus comes to them as "needs attention", on the deal, with the sentence.
 */
export function obstacle(id: string, text: string): DealLine {
	return {
		id,
		name: text,
		quantity: '0',
		unit: '',
		unitPrice: '0',
		priceBasis: 'net',
		vatRate: null,
		annex15: false,
	};
}
