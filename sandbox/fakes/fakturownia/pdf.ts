import { PdfPage } from '../pdfPage';
import type { StoredDocument } from './books';
import { SELLER } from './answer';

const TITLES: Record<string, string> = { proforma: 'Faktura pro forma' };

/** A real PDF with what a reader looks for: number, parties, lines, totals, KSeF number. The same bytes every time. */
export async function drawPdf(document: StoredDocument): Promise<Buffer> {
	const title = `${TITLES[document.kind] ?? 'Faktura VAT'} ${document.number}`;
	const subject = `${document.input.buyer_name ?? ''}, ${document.totals.gross} ${document.input.currency}`;
	const writer = await PdfPage.start({ title, subject, createdAt: document.createdAt });
	writer.line(
		`Data wystawienia: ${document.issueDate}   Data sprzedaży: ${document.saleDate}   Termin płatności: ${document.dueDate}`,
	);
	writer.gap();
	const { input } = document;
	writer.line('Sprzedawca', 10, 'bold');
	writer.line(`${SELLER.name}, NIP ${SELLER.tax_no}, ${SELLER.street}, ${SELLER.post_code} ${SELLER.city}`);
	writer.line('Nabywca', 10, 'bold');
	writer.line(
		[
			input.buyer_name,
			input.buyer_tax_no && `NIP ${input.buyer_tax_no}`,
			input.buyer_street,
			input.buyer_post_code,
			input.buyer_city,
		]
			.filter(Boolean)
			.join(', '),
	);
	for (const recipient of input.recipients ?? []) writer.line(`${recipient.role}: ${recipient.name}`);
	writer.gap();
	for (const position of document.positions) {
		const { quantity, quantity_unit: unit, tax } = position;
		writer.line(`${position.name}   ${quantity} ${unit ?? ''}   VAT ${tax}   ${position.total_price_gross}`);
	}
	writer.gap();
	writer.line(
		`Netto ${document.totals.net}   VAT ${document.totals.tax}   Brutto ${document.totals.gross} ${input.currency}`,
		12,
		'bold',
	);
	if (input.exempt_tax_kind) writer.line(input.exempt_tax_kind);
	if (input.split_payment) writer.line('Mechanizm podzielonej płatności');
	if (input.description) for (const line of input.description.split('\n')) writer.line(line);
	if (document.govId) writer.line(`Numer KSeF: ${document.govId}`);
	return writer.end();
}
