import { drawInvoicePdf, type PdfLine } from '../invoicePdf';
import { SELLER } from './answer';
import type { StoredDocument } from './books';

const TITLES: Record<string, string> = { proforma: 'Faktura pro forma' };

/** A real PDF with what a reader looks for: number, parties, lines, totals, KSeF number. The same bytes every time. */
export async function drawPdf(document: StoredDocument): Promise<Buffer> {
	const { input, totals } = document;
	const buyer = [
		input.buyer_name,
		input.buyer_tax_no && `NIP ${input.buyer_tax_no}`,
		input.buyer_street,
		input.buyer_post_code,
		input.buyer_city,
	];
	const lines: PdfLine[] = [
		`Data wystawienia: ${document.issueDate}   Data sprzedaży: ${document.saleDate}   Termin płatności: ${document.dueDate}`,
		undefined,
		{ text: 'Sprzedawca' },
		`${SELLER.name}, NIP ${SELLER.tax_no}, ${SELLER.street}, ${SELLER.post_code} ${SELLER.city}`,
		{ text: 'Nabywca' },
		buyer.filter(Boolean).join(', '),
		...(input.recipients ?? []).map((recipient) => `${recipient.role}: ${recipient.name}`),
		undefined,
		...document.positions.map(({ name, quantity, quantity_unit: unit, tax, total_price_gross: gross }) => {
			return `${name}   ${quantity} ${unit ?? ''}   VAT ${tax}   ${gross}`;
		}),
		undefined,
		{ text: `Netto ${totals.net}   VAT ${totals.tax}   Brutto ${totals.gross} ${input.currency}`, size: 12 },
		...(input.exempt_tax_kind ? [input.exempt_tax_kind] : []),
		...(input.split_payment ? ['Mechanizm podzielonej płatności'] : []),
		...(input.description ? input.description.split('\n') : []),
		...(document.govId ? [`Numer KSeF: ${document.govId}`] : []),
	];
	return drawInvoicePdf({
		title: `${TITLES[document.kind] ?? 'Faktura VAT'} ${document.number}`,
		subject: `${input.buyer_name ?? ''}, ${totals.gross} ${input.currency}`,
		createdAt: document.createdAt,
		lines,
	});
}
