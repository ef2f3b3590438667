import type { DocumentLine, Invoice } from '../../../invoicing/invoice';

export const LESS = { net: '-100.00', vat: '-23.00', gross: '-123.00' };

/** The only line of a plain invoice, as a row of a correction. */
export function rowOf({ lines: [line] }: Invoice): DocumentLine {
	const { name, quantity, unit, vatRate, net, vat, gross } = line!;
	return { name, quantity, unit, vatRate, net, vat, gross };
}

/** The correction of a plain invoice of one line from 1000.00 to 900.00 net at 23 %, without a build. */
export function plainCorrection(plain: Invoice, documentId: string, change: Partial<Invoice> = {}): Invoice {
	const before = rowOf(plain);
	return {
		...plain,
		kind: 'correction',
		reference: plain.reference.replace(':invoice:', ':correction:'),
		lines: [{ ...plain.lines[0]!, ...LESS, quantity: '1', unitPrice: '-123.00', priceBasis: 'gross' }],
		totals: { ...LESS, byRate: [{ vatRate: '23', ...LESS }] },
		corrects: {
			reference: plain.reference,
			documentId,
			number: '1/11/2026',
			issueDate: '2026-11-30',
			reason: 'Zmiana ceny',
			rows: [{ before, after: { ...before, net: '900.00', vat: '207.00', gross: '1107.00' } }],
		},
		...change,
	};
}
