import { PDFDocument, StandardFonts, type PDFFont, type PDFPage } from 'pdf-lib';
import type { StoredDocument } from './books';
import { SELLER } from './answer';

const LEFT = 50;
const TITLES: Record<string, string> = { proforma: 'Faktura pro forma' };

/** A real PDF with what a reader looks for: number, parties, lines, totals, KSeF number. The same bytes every time. */
export async function drawPdf(document: StoredDocument): Promise<Buffer> {
	const pdf = await PDFDocument.create();
	const title = `${TITLES[document.kind] ?? 'Faktura VAT'} ${document.number}`;
	pdf.setTitle(title);
	pdf.setSubject(`${document.input.buyer_name ?? ''}, ${document.totals.gross} ${document.input.currency}`);
	pdf.setProducer('sandbox');
	pdf.setCreator('sandbox');
	pdf.setCreationDate(document.createdAt);
	pdf.setModificationDate(document.createdAt);
	const font = await pdf.embedFont(StandardFonts.Helvetica);
	const bold = await pdf.embedFont(StandardFonts.HelveticaBold);
	const writer = new Writer(pdf.addPage([595, 842]), font);
	writer.line(title, 16, bold);
	writer.line(
		`Data wystawienia: ${document.issueDate}   Data sprzedaży: ${document.saleDate}   Termin płatności: ${document.dueDate}`,
	);
	writer.gap();
	const { input } = document;
	writer.line('Sprzedawca', 10, bold);
	writer.line(`${SELLER.name}, NIP ${SELLER.tax_no}, ${SELLER.street}, ${SELLER.post_code} ${SELLER.city}`);
	writer.line('Nabywca', 10, bold);
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
		bold,
	);
	if (input.exempt_tax_kind) writer.line(input.exempt_tax_kind);
	if (input.split_payment) writer.line('Mechanizm podzielonej płatności');
	if (input.description) for (const line of input.description.split('\n')) writer.line(line);
	if (document.govId) writer.line(`Numer KSeF: ${document.govId}`);
	return Buffer.from(await pdf.save({ addDefaultPage: false }));
}

class Writer {
	private y = 790;

	constructor(
		private readonly page: PDFPage,
		private readonly font: PDFFont,
	) {}

	line(text: string, size = 9, font = this.font): void {
		this.page.drawText(plainLetters(text), { x: LEFT, y: this.y, size, font });
		this.y -= size + 6;
	}

	gap(): void {
		this.y -= 12;
	}
}

/** The standard fonts hold no Polish letters: they lose their marks and stay readable. */
function plainLetters(text: string): string {
	return text
		.replace(/ł/g, 'l')
		.replace(/Ł/g, 'L')
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.replace(/[–—]/g, '-')
		.replace(/[^\x20-\x7e]/g, '?');
}
